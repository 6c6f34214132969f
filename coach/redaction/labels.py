"""Labels: words that say what a number is, or that it is nothing secret."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from coach.redaction.lines import Line
from coach.redaction.vocabulary import word_set

Meaning = Literal[
    "card", "bank", "government", "licence", "code", "pin", "phone", "password",
    "email", "answer", "plain", "number",
]  # fmt: skip
"""What a number is said to be; ``plain`` is nothing secret, ``number`` says little."""

_TABLE: Final[dict[Meaning, str]] = {
    "card": """card|cards|card number|card no|card digits|credit card|debit card
        |credit card number|debit card number|long number|long card number
        |number on the card|card details|number across the front
        |number on the front|sixteen digits|16 digits|sixteen digit number
        |16 digit number|visa|visa card|visa number|mastercard|amex
        |american express|master card|payment card|company card|corporate card
        |virtual card|card ending|card ends|the card is|my card is|card's
        |card is|bank card|gift card|maestro|discover card|card on file
        |card i used|card to use|pan number|primary account number
        |purchasing card|p card|procurement card|prepaid card|fuel card
        |card please""",
    "bank": """account number|account no|account num|sort code|sort|routing number
        |routing|routing transit|transit number|aba number|aba|bsb|iban|i-ban
        |i ban|bank account|bank details|checking account|savings account
        |current account|bic|swift code|account and routing numbers
        |account and routing|bank account number|acct number|account ending
        |bank code|branch code|institution|roll number|bacs|institution number|transit
        |giro account|acct|direct deposit|iban number
        |international bank account number|bank number|account is|account
        |and account""",
    "government": """social security number|social security|social|ssn|social number
        |national insurance number|national insurance|ni number|n i number|nino
        |passport number|passport|social insurance number|social insurance
        |sin number|sin|ein|cpf|personnummer|steuer id|voter id|pan card number
        |cnp|oib|medicare|medicaid|employer identification number
        |individual taxpayer|tax id|tax identification number|taxpayer id
        |tax number|tax file number|tfn|nhs|nhs number|n h s number
        |medicare number|medicaid number|itin|identity card|identity number
        |id card number|national id|national identity|personal number
        |personal identity number|alien number|visa document|green card number
        |citizen number|bsn|aadhaar|aadhar|pps number|pps|health card number
        |social sec|soc|socials|ss number|s s n|military id
        |resident permit number|residence permit|pan is|nie|utr|work permit
        |residence permit number|medicare card""",
    "licence": """driving licence|driving license|drivers license|driver's license
        |drivers licence|driver's licence|driving licence number|license number
        |driver license|licence number|driving license number
        |driver's license number|driver's licence number|drivers license number
        |d l number|dl number|number on the licence|number on the license|your licence
        |your license|my driving licence|licence is|license is|licence's
        |driving permit""",
    "code": """code|codes|security code|verification code|one time code|one-time code
        |passcode|pass code|one time passcode|one-time passcode
        |one time password|one-time password|otp|o t p|two factor|two-factor
        |2 fa|mfa|mfa code|cvv|cvc|cv2|c v v|c v c|cvv2|three digits on the back
        |digits on the back|3 digits|number on the back|back of the card
        |four digits on the front|login code|three digit number|authenticator
        |authentication code|auth code|access code|token|tokens|six digits
        |six-digit|six digit|6 digits|6-digit|recovery code|backup code
        |door code|alarm code|gate code|entry code|unlock code|pairing code
        |confirmation code|activation code|reset code|sms code|text message
        |the text|number that the app shows|number in the app
        |number on the screen of the app|number in your authenticator|app shows
        |app says|code is|key fob|sms|rsa|soft token|security number
        |the text says|texted you|sent you a text|signature strip
        |card security code|verification number|got a text|number matching
        |number do you see|numbers do you see|number on your screen|number it shows
        |number on your phone|number i see|safe code|combination|the app gives
        |app gave|lock code|passkey code|push code|sign in code|sign-in code
        |log in code|google code|texted me|texts|came through|just came
        |just arrived|popped up|message says|one says|number you see
        |number it gives|number you get|pop-up says|screen says enter
        |google sent|sent me|just sent|sent to your|sent to my|text i got
        |sent me a text|authy|duo|okta|number to match|keypad|key pad|puk|puk code
        |recovery key|it came in|just came in|approve with|disarm code|padlock
        |numbers on the|to get in|get in with|one for the door|for the door|four digits
        |collection number|do i put in|do i enter|you entering|banking number|fob
        |match the number|door is|safe is|locker is|pass key code|confirmation number is
        |unlock with""",
    "pin": """pin|pins|pin number|pin code|p i n|pin is|voicemail pin|card pin""",
    "phone": """phone number|phone|telephone|telephone number|mobile|mobile number|cell
        |cell number|cell phone|cellphone|call me|call you|call me back
        |call back on|call back at|callback number|call back number
        |call-back number|reach me|reach you|contact number|best number|ring me
        |ring you|text me|phone me|landline|direct line|my number is|my number's
        |your number|home number|work number|number to reach
        |number you're calling from|number are you calling
        |number you are calling from|calling from|call him|call her|call them
        |reach him|reach her|telephone no|tel|fax|fax number|number is best
        |get me on|get me at|whatsapp|dial me|work phone|home phone|call us
        |ring my|call my|ring the|dial my|try my cell|desk phone|my number
        |number to call|number for you|number i can reach|number we can
        |get hold of me|get hold of you|hotline|switchboard|number to text
        |text you|mobile's|cell's|number for the callback|number for a callback
        |good number|callback|contact details|try me|phone's|number in case
        |number if we get|get cut off|got cut off|get disconnected
        |we're cut off|line drops|call drops|call ends""",
    "password": """password|passwords|passphrase|pass phrase|pwd|pass word|passwort
        |login details|credentials|pass is|pass was|wifi key|wi fi key|network key
        |wireless key
        |encryption key|pre shared key|network security key|psk""",
    "email": """email|e-mail|mail address|email address|e-mail address""",
    "answer": """date of birth|birthday|dob|d o b|birth date|maiden name|security answer
        |security question|memorable word|memorable date|memorable|birthdate
        |born|pet""",
    "plain": """access card|smart card|network card|sim card|sd card|graphics card
        |video card|sound card|memory card|key card|business card|card reader
        |id card|report card|time card|library card|swipe card|card slot
        |capture card|badge card|parking card|membership card|loyalty card
        |contactless card|gpu|graphic card|wifi card|wireless card|security card
        |door card|staff card|card printer|ticket|ticket number|incident
        |incident number|inc|case|case number|case id|reference|reference number
        |ref|ref number|order|order number|order id|asset|asset tag|asset number
        |tag number|service tag|serial|serial number|serial no|part number|model
        |model number|version|build|build number|release|invoice|invoice number
        |tracking|tracking number|shipment|parcel|imei|iccid|sim number|mac
        |mac address|ip|ip address|address is|subnet|gateway|dns|port|extension
        |ext|room|room number|floor|desk|building|office number|locker|slot
        |line number|error|error code|error codes|error number|stop code
        |exit code|status code|event id|event|fault code|http|response code
        |return code|result code|product code|product key|product id|licence key
        |license key|country code|area code|dialling code|dialing code|zip
        |zip code|postcode|post code|postal code|qr code|bar code|barcode
        |promo code|discount code|voucher code|coupon code|cost code|cost centre
        |cost center|project code|department code|job code|reason code|item code
        |stock code|site code|location code|dress code|source code|currency code
        |language code|employee number|employee id|staff id|staff number
        |employee|personnel number|badge number|badge|badge id|payroll number
        |customer number|customer id|customer reference|client number|client id
        |member number|membership number|membership id|student number|student id
        |user id|user number|contract number|contract|policy number|po number
        |purchase order|p o number|quote number|change request|change number
        |change|request number|request|req|problem record|bug number|bug
        |issue number|issue|kb|kb number|article|knowledge article|patch|update
        |option|press|pressed|step|page|slide|chapter|queue|number plate
        |batch number|lot number|sku|rack|unit|workstation|machine|hostname|host
        |printer|pc number|computer name|vlan|channel|frequency|flight
        |flight number|booking|booking number|booking reference|booking code
        |confirmation number|case reference|meeting id|conference id|webinar id
        |team viewer id|teamviewer id|session id|device id|anydesk
        |id number on the sticker|year|years|since|expiry date|expiry|expires
        |expiration date|expiration|valid until|valid from|start date
        |house number|street|street number|flat number|apartment|suite|gate
        |platform|score|rating|temperature|speed|resolution|user account
        |customer account|code 43|utility account|error message|windows|bios
        |firmware|driver|drivers|java|priority|severity|rma|rma number
        |return number|docket|docket number|job number|work order
        |work order number|task|task number|ritm|sctask|chg|prb|req number
        |inventory number|inventory tag|toner|cartridge|disk number|drive number
        |partition|registry|row|column|cell a|cell b|cell c|line|paragraph
        |section|volume|how many|sticker|plate|registration|date|time|clock
        |blink code|beep code|color code|colour code|hex|firmware version|dpi
        |pixels|quantity|item|item number|track|episode|serials|model no
        |article number|terminal|till|table number|seat|store number
        |branch number|shop number|shop|store|transaction id|transaction number
        |transaction|log number|process id|pid|thread|level|bay|zone|area|block
        |ping|pinged|cve|hub|switch|router|node|server|vpn profile
        |queue position|position|place|isbn|product number|dock|computer's name|laserjet
        |officejet|delivery note|consignment|survey reference|gl code|ledger code
        |order confirmation|job id|physical address|barcode|key id|correlation id
        |port number|subnet mask|phishing test|po|bed|ward|lane|exit""",
    "number": """number|digits|numbers""",
}


LOOSE: Final = word_set("""
    case time date line since place position press pressed step order update exit level
    item track issue change request task event option score unit machine line shop
    store table plate block area zone bay release queue page speed year years build
    section floor desk channel row column thread gate platform driver drivers
    windows office street suite log node server switch hub quantity volume reference
    model patch sticker prb req chg bug article contract employee expires position
    ticket incident asset badge serial printer host
    """)
"""Labels of nothing secret that are everyday words: such only just before a number."""

IDENTIFIED: Final = word_set("""
    ticket request reference incident case asset serial order badge printer host model
    issue task contract change bug patch server employee prb chg req contract
    """)
"""Those of them that have numbers of their own: “the ticket you want is …”."""

_Phrase = tuple[tuple[str, ...], Meaning]


def _built() -> dict[str, list[_Phrase]]:
    """Return the phrases by their first word, the longest first."""
    phrases: dict[str, list[_Phrase]] = {}
    for meaning, text in _TABLE.items():
        for phrase in text.split("|"):
            said = tuple(phrase.replace("-", " ").split())
            phrases.setdefault(said[0], []).append((said, meaning))
    for listed in phrases.values():
        listed.sort(key=lambda item: -len(item[0]))
    return phrases


_PHRASES = _built()


@dataclass(frozen=True, slots=True)
class Label:
    """A place that says what a number near it is."""

    line: int
    first: int
    """Its first token."""
    last: int
    meaning: Meaning
    text: str


def labels_of(number: int, line: Line) -> list[Label]:
    """Return the labels of a line in order, the longest phrase at each place.

    Args:
        number: The line's.
        line: What was said.
    """
    places = [
        (at, token.text)
        for at, token in enumerate(line.tokens)
        if token.text not in ("-", "–")
    ]
    found: list[Label] = []
    begin = 0
    while begin < len(places):
        word = places[begin][1]
        known = word in _PHRASES or word.endswith("'s")
        match = _match(places, begin) if known else None
        if match is None:
            begin += 1
            continue
        said, meaning = match
        last = begin + len(said) - 1
        text = " ".join(said)
        found.append(Label(number, places[begin][0], places[last][0], meaning, text))
        begin = last + 1
    return found


def _match(places: Sequence[tuple[int, str]], begin: int) -> _Phrase | None:
    word = places[begin][1]
    if word == "case" and begin and places[begin - 1][1] in ("lower", "upper"):
        return None
    found = _PHRASES.get(word, ())
    if word.endswith("'s"):
        bare = _PHRASES.get(word.removesuffix("'s"), ())
        found = [*found, *(phrase for phrase in bare if len(phrase[0]) == 1)]
    for said, meaning in found:
        rest = [text for _, text in places[begin + 1 : begin + len(said)]]
        if rest:
            rest[-1] = rest[-1].removesuffix("'s")
        if tuple(rest) == said[1:]:
            return said, meaning
    return None
