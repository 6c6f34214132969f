"""What is cut off or lies on top of something else, as a person would see it."""

from playwright.async_api import Page

_LOOK = r"""() => {
    const name = (element) => {
        const within = element.closest('[id]');
        const text = element.textContent.trim().replace(/\s+/g, ' ').slice(0, 30);
        return `${element.tagName}.${element.className.baseVal ?? element.className} `
            + `in #${within?.id} “${text}”`;
    };
    const found = [];
    const say = (what, ...elements) => {
        found.push([what, ...elements.map(name)].join(': '));
    };
    const meet = (one, other) => ({
        left: Math.max(one.left, other.left), right: Math.min(one.right, other.right),
        top: Math.max(one.top, other.top), bottom: Math.min(one.bottom, other.bottom),
    });
    const isNothing = ({ left, right, top, bottom }) =>
        right - left < 1 || bottom - top < 1;
    const window_ = { left: 0, right: innerWidth, top: 0, bottom: innerHeight };
    const dialog = document.querySelector('dialog[open]');
    const root = dialog ?? document.getElementById('app');

    // For the ear alone, or not there.
    const isUnseen = (element) => !element.checkVisibility({ visibilityProperty: true })
        || element.closest('.sprite, dialog') !== dialog
        || hasAncestor(element, (one) => getComputedStyle(one).clipPath !== 'none');
    function hasAncestor(element, test) {
        for (let one = element; one && one !== document.body; one = one.parentElement) {
            if (test(one)) return true;
        }
        return false;
    }

    // What is left of a box after all that cuts it; null where it was scrolled away.
    function seen(element, box) {
        let left = meet(box, box);
        let isScrolled = false;
        for (let one = element; one !== root.parentElement; one = one.parentElement) {
            const style = getComputedStyle(one);
            const cuts = style.overflowX !== 'visible' || style.overflowY !== 'visible';
            if (!cuts || style.display === 'inline') continue;
            const frame = one.getBoundingClientRect();
            const scrolls = /auto|scroll/.test(style.overflowY);
            const isShortened = style.textOverflow === 'ellipsis'
                || !['none', ''].includes(style.webkitLineClamp);
            const over = Math.max(frame.left - left.left, left.right - frame.right);
            const under = Math.max(frame.top - left.top, left.bottom - frame.bottom);
            if (over > 1 && !isShortened && !isNothing(left)) {
                say('cut off', element, one);
            }
            // A line is higher than its letters.
            const slack = 0.2 * (box.bottom - box.top) + 1;
            if (scrolls) isScrolled ||= under > 1;
            else if (under > slack && !isShortened && !isScrolled && !isNothing(left)) {
                say('cut off below or above', element, one);
            }
            left = meet(left, frame);
            if (isNothing(left)) return null;
        }
        if (left.left < -1 || left.right > innerWidth + 1) {
            say('out of the window', element);
        }
        return meet(left, window_);
    }

    const boxes = [];
    const add = (element, box) => {
        if (box.width < 1 || box.height < 1) return;
        const rest = seen(element, box);
        if (rest) boxes.push({ element, ...rest });
    };
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const unseen = new Map();
    for (let text = walker.nextNode(); text; text = walker.nextNode()) {
        const element = text.parentElement;
        if (!text.data.trim()) continue;
        if (!unseen.has(element)) unseen.set(element, isUnseen(element));
        if (unseen.get(element)) continue;
        const range = document.createRange();
        range.selectNodeContents(text);
        for (const box of range.getClientRects()) add(element, box);
    }
    for (const picture of root.querySelectorAll('svg.icon')) {
        if (!isUnseen(picture)) add(picture, picture.getBoundingClientRect());
    }

    // A toast lies on top of all: that is what it is.
    const isToast = ({ element }) => element.closest('#toast') !== null;
    boxes.forEach((one, index) => {
        for (const other of boxes.slice(index + 1)) {
            if (one.element === other.element) continue;
            if (isToast(one) !== isToast(other)) continue;
            const both = meet(one, other);
            const height = Math.min(one.bottom - one.top, other.bottom - other.top);
            if (both.right - both.left < 2) continue;
            if (both.bottom - both.top < 0.25 * height) continue;
            say('one on the other', one.element, other.element);
        }
    });
    const { scrollWidth } = document.scrollingElement;
    if (scrollWidth > innerWidth) say('scrolls sideways', root);
    return [...new Set(found)];
}"""


async def troubles(page: Page) -> list[str]:
    """Return what does not fit.

    Every text and icon that is seen is inside the window's width, is cut off by nothing
    around it, and lies on no other.  What a box scrolls to is not cut off, nor is what
    ends in an ellipsis on purpose.
    """
    found: list[str] = await page.evaluate(_LOOK)
    return found


_WHOLE = """(selectors) => Promise.all(
    selectors.map((selector) => document.querySelector(selector))
        .filter((element) => element?.checkVisibility())
        .map((element) => new Promise((resolve) => {
            new IntersectionObserver(([entry], observer) => {
                observer.disconnect();
                const isWhole = entry.intersectionRatio > 0.995;
                resolve(isWhole ? '' : `not whole: #${element.id}`);
            }).observe(element);
        }))
).then((all) => all.filter(Boolean))"""


async def broken(page: Page, *selectors: str) -> list[str]:
    """Return which of these, where it is there, is not in sight as a whole."""
    found: list[str] = await page.evaluate(_WHOLE, list(selectors))
    return found
