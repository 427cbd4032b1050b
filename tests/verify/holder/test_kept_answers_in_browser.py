"""A holder's page without a network, in both languages, and on a phone that lost its card."""

from playwright.sync_api import expect

from core.policy.vocabulary import Language
from tests.bed.browser import Complaints
from tests.bed.factories import World
from tests.verify.holder.conftest import BindPhone

NO_NETWORK = "ERR_INTERNET_DISCONNECTED"
KEPT_ANSWERS = """() => new Promise((resolve) => {
    const opening = indexedDB.open("green-card");
    opening.onsuccess = () => {
        const store = opening.result.transaction("phone").objectStore("phone");
        const names = store.getAllKeys();
        names.onsuccess = () => {
            opening.result.close();
            resolve(names.result.filter((name) => name.startsWith("answer:")));
        };
    };
})"""


def test_without_a_network_the_kept_answer_is_shown_with_its_time(
    world: World, bind: BindPhone, complaints: Complaints
) -> None:
    complaints.allow(NO_NETWORK)
    phone = bind(world.card())
    phone.open("benefits")
    expect(phone.kept).to_be_hidden()
    phone.page.context.set_offline(True)
    phone.reload()
    expect(phone.kept).to_contain_text("5月20日 10:00")
    expect(phone.page.locator('[data-benefit="checkup"]')).to_be_visible()
    phone.page.goto(f"{phone.base_url}/phone/venues")
    expect(phone.state("offline")).to_be_visible()
    expect(phone.kept).to_be_hidden()
    phone.page.context.set_offline(False)
    phone.reload()
    phone.wait()
    expect(phone.state("page")).to_be_visible()


def test_the_language_switches_without_a_network_and_never_mixes(
    world: World, bind: BindPhone, complaints: Complaints
) -> None:
    complaints.allow(NO_NETWORK)
    phone = bind(world.card())
    phone.open("benefits", Language.EN)
    name = phone.page.locator('[data-benefit="checkup"] [data-slot="name"]')
    expect(name).to_have_text("Free medical check-up")
    phone.page.context.set_offline(True)
    phone.page.locator("[data-language]").tap()
    expect(phone.page.locator("html")).to_have_attribute("lang", "zh-CN")
    # Nothing was kept in Chinese: better none than a page in two languages.
    expect(phone.state("offline")).to_be_visible()
    phone.page.locator("[data-language]").tap()
    expect(phone.page.locator("html")).to_have_attribute("lang", "en")
    expect(name).to_have_text("Free medical check-up")
    expect(phone.kept).to_contain_text("20 May")


def test_a_phone_whose_card_moved_on_forgets_what_it_was_told(
    world: World, bind: BindPhone, complaints: Complaints
) -> None:
    complaints.allow("401")
    card = world.card()
    phone = bind(card)
    for page in ("benefits", "history"):
        phone.open(page)
    assert len(phone.page.evaluate(KEPT_ANSWERS)) == 2
    world.phone(card)
    phone.reload()
    expect(phone.state("replaced")).to_be_visible()
    expect(phone.state("page")).to_be_hidden()
    assert phone.page.evaluate(KEPT_ANSWERS) == []


def test_a_phone_without_a_card_says_so(world: World, bind: BindPhone) -> None:
    phone = bind(world.card())
    other = phone.page.context.browser
    assert other is not None
    page = other.new_context().new_page()
    page.goto(f"{phone.base_url}/phone/history")
    expect(page.locator('[data-state="unbound"]')).to_be_visible()
