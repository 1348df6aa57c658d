"""Questions of the public: a frozen deadline each, one answer for those that are alike, and the rate in time."""
