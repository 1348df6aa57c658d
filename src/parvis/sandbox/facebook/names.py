"""The fields that the Graph API's node specifications list for pages, posts and comments."""

from __future__ import annotations

import re


def _listed(names: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", names))


COMMENT = _listed(
    """admin_creator application attachment can_comment can_hide can_like can_remove can_reply_privately
    comment_count created_time from id is_hidden is_private like_count live_broadcast_timestamp message
    message_tags object parent permalink_url private_reply_conversation user_likes"""
)
POST = _listed(
    """actions admin_creator allowed_advertising_objectives application backdated_time call_to_action
    can_reply_privately child_attachments comments_mirroring_domain coordinates created_time event
    expanded_height expanded_width feed_targeting from full_picture height icon id instagram_eligibility
    is_app_share is_eligible_for_dark_post is_eligible_for_promotion is_expired is_hidden is_inline_created
    is_instagram_eligible is_popular is_published is_spherical message message_tags multi_share_end_card
    multi_share_optimized parent_id permalink_url picture place privacy promotable_id promotion_status
    properties scheduled_publish_time shares status_type story story_tags subscribed target targeting
    timeline_visibility updated_time via video_buying_eligibility width"""
)
PAGE = _listed(
    """about access_token bio birthday business can_post category category_list company_overview
    connected_instagram_account contact_address cover description emails engagement fan_count
    followers_count general_info has_transitioned_to_new_page_experience id impressum
    instagram_business_account is_community_page is_permanently_closed is_published is_unclaimed is_verified
    is_webhooks_subscribed link location mission name name_with_location_descriptor new_like_count
    overall_star_rating owner_business parent_page phone products rating_count single_line_address
    talking_about_count unread_message_count unread_notif_count unseen_message_count username
    verification_status website were_here_count"""
)
PERSON = frozenset(["id", "name"])
EDGES = frozenset(["attachments", "comments", "likes", "reactions"])
