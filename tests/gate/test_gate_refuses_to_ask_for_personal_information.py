"""Nothing that leaves asks people to write in public what identifies them."""

from __future__ import annotations

import pytest

from parvis.gate.check import check
from parvis.policy.load import shipped_policy


def requests(draft: str) -> list[str]:
    """The passages of a draft that ask for personal information."""
    faults = check(draft, shipped_policy()).faults
    return [draft[fault.start : fault.end] for fault in faults if fault.code == "asks_personal_info"]


@pytest.mark.parametrize(
    ("draft", "asked"),
    [
        ("Bonjour, donnez-nous votre NAS.", "donnez-nous votre NAS"),
        ("Envoyez votre N.A.S. svp", "Envoyez votre N.A.S"),
        ("Inscrivez votre numero d’assurance sociale ci-dessous", "Inscrivez votre numero d’assurance sociale"),
        ("Indiquez votre date de naissance en commentaire.", "Indiquez votre date de naissance"),
        ("Il nous faut votre carte d'assurance maladie.", "Il nous faut votre carte d'assurance maladie"),
        ("Dites-nous votre numéro de carte de crédit.", "Dites-nous votre numéro de carte de crédit"),
        ("Pour vérifier, transmettez-nous votre CP-12.", "transmettez-nous votre CP-12"),
        ("Merci de nous fournir vos coordonnées bancaires.", "Merci de nous fournir vos coordonnées bancaires"),
        ("Envoyez une photo de votre permis de conduire.", "Envoyez une photo de votre permis de conduire"),
        ("Publiez le NAS de votre conjoint.", "Publiez le NAS"),
        ("Confirmez votre e\u0301tat de sante\u0301.", "Confirmez votre e\u0301tat de sante\u0301"),
        ("Pouvez-vous nous donner votre numéro de dossier?", "Pouvez-vous nous donner votre numéro de dossier"),
        ("Nous aurions besoin de votre adresse.", "aurions besoin de votre adresse"),
        ("Vous devez nous donner votre NAS.", "Vous devez nous donner votre NAS"),
        ("Laissez-nous un numéro de téléphone.", "Laissez-nous un numéro de téléphone"),
        ("Répondez avec vos nom, adresse et date de naissance.", "Répondez avec vos nom, adresse et date de naissance"),
        ("N'oubliez pas d'inscrire votre NAS ici.", "N'oubliez pas d'inscrire votre NAS"),
        ("Donne-moi ton numéro de téléphone.", "Donne-moi ton numéro de téléphone"),
    ],
)  # fmt: skip
def test_a_request_is_refused_from_its_verb_to_what_it_asks(draft: str, asked: str) -> None:
    assert requests(draft) == [asked]


@pytest.mark.parametrize(
    "draft",
    [
        "Quel est votre numéro d'assurance sociale?",
        "Votre numéro de téléphone?",
        "Et votre NAS, s'il vous plaît?",
        "À quel numéro pouvons-nous vous joindre?",
        "Quand êtes-vous né?",
    ],
)
def test_a_question_is_a_request(draft: str) -> None:
    assert len(requests(draft)) == 1


@pytest.mark.parametrize(
    "draft",
    [
        "Ne publiez jamais votre numéro d'assurance sociale ici.",
        "N'indiquez pas votre date de naissance.",
        "Évitez d'inscrire votre date de naissance en commentaire.",
        "Merci de ne pas partager vos renseignements personnels dans les commentaires.",
        "Nous ne vous demanderons jamais votre NAS sur Facebook.",
        "Nous n'avons pas besoin de votre NAS.",
        "Inutile de préciser votre adresse.",
    ],
)
def test_telling_people_not_to_is_the_opposite_of_asking(draft: str) -> None:
    assert requests(draft) == []


@pytest.mark.parametrize(
    "draft",
    [
        "Appelez-nous au 1 877 644-4545 en ayant votre numéro de dossier en main.",
        "Rendez-vous à votre bureau de Services Québec avec votre carte d'assurance maladie.",
        "Indiquez votre NAS dans le formulaire en ligne.",
        "N'oubliez pas d'indiquer votre numéro de dossier sur l'enveloppe.",
        "Joignez votre spécimen de chèque à votre demande.",
        "Transmettez-nous votre date de naissance par téléphone.",
    ],
)
def test_a_telephone_a_counter_or_a_form_is_where_to_say_it(draft: str) -> None:
    assert requests(draft) == []


def test_private_messages_will_do_for_a_file_number_and_not_for_a_social_insurance_number() -> None:
    assert requests("Envoyez-nous votre numéro de dossier en message privé.") == []
    assert requests("Envoyez-nous votre NAS en message privé.") == ["Envoyez-nous votre NAS"]


@pytest.mark.parametrize(
    "draft",
    [
        "Donnez-nous ici votre numéro de dossier, puis appelez-nous.",
        "Laissez-nous vos coordonnées, un agent vous rappellera par téléphone.",
    ],
)
def test_naming_the_telephone_does_not_excuse_a_public_request(draft: str) -> None:
    assert len(requests(draft)) == 1


@pytest.mark.parametrize(
    "draft",
    [
        "Nous avons bien reçu votre numéro de dossier, merci.",
        "Vous pouvez modifier votre adresse dans Mon dossier.",
        "Votre adresse a changé? Faites la mise à jour en ligne.",
        "Écrivez-nous à l'adresse indiquée sur notre site.",
        "Communiquez avec nous au numéro de téléphone affiché sur Québec.ca.",
        "Notez le numéro : 811.",
        "Pour être admissible, vous devez fournir une preuve d'identité et votre numéro d'assurance sociale.",
        "La carte d'assurance maladie relève de la RAMQ.",
        "Sans votre NAS, la demande ne peut pas être traitée.",
        "Précisez votre question et votre région.",
        "Quelle est la date limite? Le 30 juin.",
        "Pourriez-vous nous donner plus de détails sur votre situation?",
    ],
)
def test_speaking_of_such_things_is_not_asking_for_them(draft: str) -> None:
    assert requests(draft) == []


def test_each_sentence_that_asks_is_a_fault_of_its_own() -> None:
    draft = "Indiquez votre NAS. Merci! Donnez-nous aussi votre adresse."
    assert requests(draft) == ["Indiquez votre NAS", "Donnez-nous aussi votre adresse"]


def test_the_fault_says_where_to_send_people_instead() -> None:
    (fault,) = check("Donnez-nous votre NAS.", shipped_policy()).faults
    assert "téléphoner" in fault.message
    assert fault.suggestion == ""


@pytest.mark.parametrize(
    "draft",
    [
        "Votre talon de paie peut nous être transmis par Messenger.",
        "Le certificat médical devra nous être remontré, Luc. Il pourra être déposé dans la conversation.",
        "Vos relevés de compte pourraient-ils nous être envoyés?",
        "Une copie de votre permis nous aiderait à corriger l'erreur.",
        "Numéro de dossier?",
        "Date de naissance et code postal, s'il vous plaît.",
        "Nom, prénom et numéro de téléphone en commentaire!",
        "Votre numéro de cellulaire, et on vous rappelle demain.",
        "Le nom de votre employeur et son adresse, et nous ferons enquête.",
        "Avec votre NAM et votre date de naissance, nous pourrons retracer le paiement.",
        "Il ne manque que votre numéro d'assurance sociale.",
        "Ne manque plus que votre code postal et votre nom complet!",
        "Il vous est demandé d'écrire votre courriel sous cette publication.",
        "Il suffit de nous envoyer votre numéro de client.",
        "Il suffirait de nous dire où vous demeurez.",
        "Nous aimerions savoir si vous souffrez encore de dépression.",
        "Vous avez été congédiée? Quand, pourquoi et par qui?",
        "Êtes-vous enceinte ou malade? Nous verrons si une prestation est possible.",
        "Répondez en précisant votre âge et votre revenu familial.",
        "Bien vouloir nous confirmer votre adresse actuelle.",
        "Photographiez la facture, puis envoyez-la dans nos messages privés.",
        "Écrivez-nous en MP votre mot de passe actuel, et on réglera le problème.",
        "Dites-nous le montant de vos dettes.",
        "Quel est votre diagnostic, Hélène?",
        "Pour retrouver votre demande, on aurait besoin de votre date de naissance.",
        "Pouvez-vous partager votre avis de cotisation en DM?",
        "Nous attendons votre numéro de permis de conduire.",
        "Dès que vous nous aurez indiqué votre adresse, le chèque partira.",
        "Votre CV pourrait être publié sous cette publication.",
        "On aurait besoin du nom de vos enfants et de leur âge.",
        "Laissez un message avec votre NAS.",
        "Afin de vérifier, quels sont les quatre derniers chiffres de votre carte?",
        "Depuis quand êtes-vous séparée de votre conjoint, et touchez-vous une pension?",
        "À quelle clinique êtes-vous suivie?",
        "Quel est le nom de votre médecin?",
        "Envoyez une photo de votre carte soleil à la page.",
        "Votre statut d'immigration nous serait utile. Écrivez-le ici.",
        "Avez-vous déjà été condamné? Répondez en commentaire.",
        "Le code reçu par texto, s'il vous plaît?",
        "Inscrivez dans le fil le numéro de votre compte.",
        "Combien gagnez-vous par mois, environ?",
        "Pourrait-on avoir votre adresse courriel pour vous joindre?",
        "Tapez ici votre code d'accès.",
        "Serait-il possible de nous faire voir votre bail?",
        "Vous vivez seule ou avec un conjoint? Dites-le-nous en privé.",
        "Une photo du passeport de votre fille suffira; glissez-la dans la boîte de réception.",
        "On vous rappellera si vous nous donnez votre numéro.",
        "Adresse et code postal, et nous vous dirons quel bureau est le vôtre.",
        "Votre nom d'utilisateur et votre mot de passe, svp.",
        "Quelqu'un vous a blessé au travail? Où, quand et comment?",
        "Rappelez-nous votre numéro de prestataire, nous regardons ça tout de suite.",
        "On peut vous aider : il nous faudrait seulement le nom de jeune fille de votre mère.",
        "Glissez-nous votre courriel en privé.",
        "Votre numéro de plaque et le modèle de l'auto, svp.",
        "Si vous voulez une réponse précise, donnez votre numéro de dossier dans votre prochain commentaire.",
        "Combien d'enfants avez-vous, et quel âge ont-ils?",
        "Envoyez-moi votre CP12 par DM.",
        "Nous avons besoin d'une preuve de revenu; publiez-la ici.",
        "L'adresse de votre ancien logement, s'il vous plaît.",
        "Merci d'inscrire votre NIP ci-dessous.",
        "Quel est le diagnostic de votre fils?",
        "À quel nom est votre compte, et quelle est votre date de naissance?",
        "Pour vous identifier, on a besoin du nom complet et de la date de naissance.",
        "Montrez-nous la lettre que vous avez reçue, avec votre nom visible.",
        "Vos antécédents judiciaires doivent nous être communiqués.",
        "Pouvez-vous nous dire de quelle maladie vous êtes atteint?",
        "Il serait utile de connaître votre employeur actuel.",
        "Une capture de votre relevé bancaire en message privé réglerait la question.",
        "Quel est votre statut au Canada?",
        "Vous payez combien de loyer? Et quel est votre salaire?",
        "Numéro d'assurance sociale?",
        "La date de votre accident et le nom de votre médecin, et on relance le dossier.",
        "Dites-nous si vous êtes séparée ou divorcée.",
        "Ajoutez le nom et l'âge de chacun de vos enfants sous cette image.",
        "Votre code de sécurité à six chiffres, s'il vous plaît.",
        "Faites parvenir votre passeport numérisé à notre page.",
        "Vos coordonnées nous permettraient de vous rappeler.",
        "Nous cherchons votre dossier : quel est votre nom légal?",
        "Par Messenger, un agent peut recevoir votre spécimen de chèque.",
        "Indiquez l'adresse et le téléphone de votre propriétaire.",
        "Confirmez-nous par message que vous êtes bien né le 4 mai 1980.",
        "On voudrait connaître votre revenu de l'an dernier.",
        "Êtes-vous réfugié, résident permanent ou citoyen? Dites-le ici.",
        "Votre agent a besoin de vous : nom, téléphone et courriel en privé.",
        "Veuillez préciser votre état de santé dans les commentaires.",
        "Quelle est la date de naissance du bébé?",
        "Transmettez le jugement de garde à l'adresse aide.parvis@exemple.com ou ici.",
        "Pourriez-vous m'envoyer le bulletin de votre garçon?",
        "Qui est votre employeur, et combien vous paie-t-il?",
        "Votre mot de passe commence par quelle lettre?",
        "Un message avec votre date de naissance et on s'occupe du reste.",
        "La photo de votre carte d'étudiant fera l'affaire.",
        "On ne peut rien vérifier sans votre NAS, écrivez-le-nous en privé.",
        "Quel est le numéro de votre carte de résident permanent?",
        "Parlez-nous de votre situation familiale : mariée, séparée, enfants?",
        "Pour le suivi, votre téléphone au travail nous aiderait.",
        "Vous avez déménagé? Quelle est votre nouvelle adresse?",
        "Veuillez nous faire suivre votre lettre de refus par Messenger.",
        "Qu'est-ce que le médecin a écrit sur votre certificat? Copiez-le ici.",
        "L'équipe aurait besoin de votre numéro de prestataire.",
        "Est-ce que vous prenez des antidépresseurs? Dites-le-nous.",
        "Donnez votre ville, votre rue et votre code postal en réponse à ce message.",
        "À quelle date êtes-vous arrivé au Canada, et avec quel visa?",
        "Nous vous invitons à nous laisser vos coordonnées.",
        "Votre certificat de naissance, recto verso, dans notre boîte de réception svp.",
        "Précisez le nom de votre conjoint et son revenu.",
        "Peut-on savoir votre âge?",
        "Il faudrait que vous nous envoyiez votre relevé d'emploi.",
        "Communiquez-nous vos identifiants, nous entrerons dans le compte.",
    ],
)
def test_what_invites_people_to_tell_of_themselves_is_a_request(draft: str) -> None:
    assert requests(draft)


@pytest.mark.parametrize(
    "draft",
    [
        "Ne nous envoyez jamais votre bail en message privé.",
        "Votre bail peut être présenté au comptoir.",
        "Une preuve de résidence vous sera demandée au bureau.",
        "Mot de passe oublié? Cliquez sur le lien de la page de connexion.",
        "Numéro de dossier introuvable? Il figure en haut de chaque lettre.",
        "Êtes-vous enceinte? Une allocation existe dès la vingtième semaine.",
        "Avez-vous des enfants à charge? Le montant de base augmente alors.",
        "Depuis quand attendez-vous une réponse? Les délais sont de vingt jours.",
        "Si quelqu'un vous demande votre mot de passe, c'est une fraude.",
        "Ce texto vous demande votre numéro de carte : supprimez-le.",
        "Votre date de naissance figure déjà à votre dossier.",
        "Votre adresse a changé? Avisez-en votre bureau.",
        "Ayez en main votre NAS quand vous appellerez.",
        "Votre numéro de client se trouve en haut de la facture.",
        "Votre carte d'assurance maladie expire bientôt? La RAMQ vous écrira.",
        "Partagez vos plus belles photos d'hiver en commentaire!",
        "Dites-nous quel atelier vous a plu.",
        "De quelle région nous écrivez-vous?",
        "La photo de votre passeport doit dater de moins de six mois.",
        "Nous n'avons pas besoin de connaître votre diagnostic.",
        "Il suffit de joindre votre relevé à la demande en ligne.",
        "Le revenu de votre conjoint compte aussi dans le calcul.",
        "Votre employeur doit vous remettre un relevé d'emploi.",
        "Un document peut être numérisé et déposé dans Mon dossier.",
        "Les documents peuvent nous être envoyés par la poste.",
        "Commentez sans donner de détails sur votre santé.",
        "Votre nom et votre adresse restent confidentiels.",
        "Votre dossier sera traité, et nous vous écrirons par la poste.",
        "Le nom de votre agente est inscrit sur la lettre.",
        "Êtes-vous prêt pour l'hiver? Vérifiez vos pneus.",
        "Votre enfant commence l'école? L'inscription se fait en février.",
        "Vivez-vous de la violence? SOS violence conjugale répond jour et nuit.",
        "Quel est votre livre préféré? Répondez en commentaire.",
        "Votre patience serait appréciée.",
        "Nous aimerions savoir ce que vous pensez du nouveau site.",
        "L'adresse de notre bureau et son numéro de téléphone sont sur Québec.ca.",
        "Un permis de conduire, et nous le rappelons souvent, n'est pas exigé.",
        "Avec votre carte, vous pouvez entrer sans frais.",
        "Pour changer votre adresse, connectez-vous à Mon dossier.",
        "Le personnel ne vous demandera jamais votre NIP.",
        "Vous devez déclarer vos revenus à Revenu Québec.",
        "Avez-vous reçu votre avis de cotisation? Il est posté en mai.",
        "Masquez votre nom avant de publier une photo de la lettre.",
        "On vous demande votre NAS par courriel? Ne répondez pas.",
        "Votre médecin remplit le rapport, puis vous le postez.",
        "Conservez une copie de votre bail et de vos reçus.",
        "Votre courriel a bien été reçu, et nous vous en remercions.",
        "Votre signature est requise sur le formulaire.",
        "Adresse de retour : case postale 12, Québec.",
        "Nom du programme, dates et lieux : tout est en ligne.",
        "Vous avez perdu votre emploi? L'assurance-emploi relève du fédéral.",
        "Combien de temps dure le cours? Douze semaines.",
        "Quand et où? Le 4 mai, à Rimouski.",
        "Avez-vous consulté Mon dossier? L'état de votre demande s'y trouve.",
        "Téléphone et adresse du bureau : Québec.ca.",
        "Prénom le plus populaire en 2025? Noah.",
        "Votre témoignage peut nous être utile : merci de l'avoir partagé.",
        "Le relevé vous sera envoyé, et nous publierons le calendrier ici.",
        "Vos commentaires peuvent être publiés sous cette publication.",
        "Une image de la maquette sera publiée sur cette page.",
        "Nous ne pouvons pas recevoir votre bail par Messenger.",
        "Votre employeur refuse de vous payer? La CNESST peut intervenir.",
        "Un agent vous demandera votre date de naissance au téléphone.",
        "Le numéro à dix chiffres est au verso de votre carte.",
        "Composez le 1 877 644-4545 et donnez votre numéro de dossier à l'agente.",
        "Inscrivez votre numéro de dossier au dos du chèque.",
        "Vous pouvez changer votre mot de passe dans les paramètres.",
        "Avez-vous droit à un remboursement? Le calculateur vous le dira.",
        "Votre enfant est malade? Vous pouvez prendre congé.",
        "Le code de vérification expire après dix minutes.",
        "Seuls le nom et la fonction du signataire sont publiés.",
        "Quel âge faut-il avoir? Seize ans.",
        "Quel est le revenu maximal? Il est de 42 000 $.",
        "Combien d'enfants la garderie accueille-t-elle? Quatre-vingts.",
        "Votre adresse courriel ne sera pas communiquée à d'autres.",
        "Supprimez votre commentaire, qui contient votre numéro de téléphone.",
        "Nous avons masqué votre commentaire, car votre adresse y paraissait.",
        "Un faux agent vous écrit? Ne lui envoyez pas de photo de vos cartes.",
        "L'agente au comptoir vérifiera votre passeport.",
        "Votre mère peut faire une demande elle-même.",
        "Signez le formulaire et datez-le.",
        "Votre conjoint a-t-il un revenu? Il compte dans le calcul.",
        "Avez-vous un handicap reconnu? Un supplément s'ajoute à la prestation.",
        "Votre diagnostic n'a pas à être inscrit dans la demande.",
        "Où trouver son numéro de permis? Sous la photo.",
        "Écrivez au Bureau des plaintes à plaintes@quebec.ca.",
        "Racontez-nous votre plus beau souvenir d'école.",
        "Quel métier vous intéresse? Parlez-en à une conseillère.",
        "Le nom du gagnant sera dévoilé ici vendredi.",
        "Vous êtes nouvellement arrivé? Bienvenue! Consultez Québec.ca.",
        "Prenez rendez-vous en ligne avec votre carte d'assurance maladie.",
        "Votre numéro de confirmation vous sera envoyé par courriel.",
        "Les photos de vos enfants vous appartiennent : publiez-les avec prudence.",
        "Il faut une pièce d'identité pour voter.",
        "Une copie de la lettre peut être demandée à votre bureau.",
        "Nos bureaux ont une nouvelle adresse et un nouveau numéro.",
        "Avant d'appeler, notez votre numéro de dossier.",
        "Votre avis de cotisation indique votre revenu net à la ligne 275.",
        "Gardez une copie de chaque document que vous envoyez.",
        "De quoi avez-vous besoin pour vous inscrire? Une preuve d'adresse suffit.",
        "Nom et prénom de l'enfant doivent figurer sur le formulaire.",
        "Votre situation a changé? Dites-le à votre agent.",
        "Le numéro de votre bureau est sur la lettre.",
        "Cherchez votre nom dans la liste affichée au bureau.",
        "Votre demande d'asile relève du fédéral.",
        "Votre âge n'a pas d'effet sur le montant.",
        "Demandez à votre médecin de remplir le rapport.",
        "Vous êtes séparée? Le formulaire a une section pour vous.",
        "Avez-vous perdu votre carte soleil? La RAMQ peut la remplacer.",
        "Votre revenu a baissé? Le montant sera revu en juillet.",
        "Écrivez votre code postal dans le localisateur pour trouver un bureau.",
        "Personne ne vous demandera votre mot de passe par texto.",
        "Les documents sont conservés cinq ans, puis détruits.",
        "La liste des pièces à fournir est sur Québec.ca.",
        "Pour prouver votre âge, apportez un certificat de naissance au comptoir.",
        "Nous avons supprimé la photo de votre permis, pour vous protéger.",
        "Votre propriétaire peut demander votre nom, mais pas votre NAS.",
        "Êtes-vous travailleur autonome? D'autres règles s'appliquent.",
        "Parlez de votre santé à Info-Santé, au 811.",
        "Merci d'avoir partagé la photo de votre équipe!",
        "Quelle est votre recette préférée? Écrivez-la sous cette publication.",
        "Une fois votre dossier ouvert, vous recevrez un numéro.",
        "Le certificat peut être imprimé ou téléchargé.",
        "Votre lettre indique le nom de votre agente.",
        "Vous pouvez nous écrire par la poste, avec votre numéro de dossier.",
        "Il n'est pas nécessaire de nous dire de quoi vous souffrez.",
        "Donnez votre avis sur notre site en répondant au sondage.",
        "Combien de documents faut-il? Deux.",
        "Où est votre bureau? À Rouyn-Noranda.",
        "Votre carte de bibliothèque suffit pour entrer.",
        "Ce nom vous dit quelque chose? C'est celui du premier archiviste.",
        "Racontez votre expérience, sans nommer personne.",
    ],
)
def test_what_sends_people_elsewhere_warns_them_or_answers_itself_is_not(draft: str) -> None:
    assert requests(draft) == []
