// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/rows/event_links.h"
#include "support/capture_script.h"
#include "support/test_program.h"

#include <QTest>

#include <vector>

namespace tst_event_links {

using namespace framescope;
using namespace framescope::present;
using timeline::Type;
using timeline::View;

namespace {

constexpr const char* Session =
    "connecting ws://example.com/chat\ntcp\n-> request\n<- 101\n"
    "<- text one\n<- more text thr\n-> ping a\n<- ping b\n<- more rest e\n-> pong b\n<- pong a\n"
    "<- rest e\n-> pong nobody\n-> ping lost\n<- more text cut\n<- fin\n-> fin\nclosed {}\n";

/// The n-th event (from 0) of a type.
EventId nth(const timeline::Timeline& events, Type type, int n)
{
    for (std::uint32_t i = 0; i < events.size(); ++i) {
        if (events.entry(EventId{i}).type == type && n-- == 0) {
            return EventId{i};
        }
    }
    return EventId{0xFFFFFFFF};
}

/// The assembled message.
EventId message(const timeline::Timeline& events)
{
    for (std::uint32_t i = 0; i < events.size(); ++i) {
        if (events.entry(EventId{i}).has(timeline::Entry::Assembled)) {
            return EventId{i};
        }
    }
    return EventId{0xFFFFFFFF};
}

/// What a jump of the window does, at once.
std::optional<EventId> followed(const timeline::Timeline& events, EventId from,
                                const EventLink& link)
{
    if (link.event) {
        return link.event;
    }
    const Matcher matches = link.matcher(events, View::Frames);
    for (std::uint32_t i = from.value; i < events.size(); ++i) {
        if (matches(EventId{i})) {
            return isLinked(events, from, EventId{i}) ? std::optional(EventId{i}) : std::nullopt;
        }
    }
    return std::nullopt;
}

} // namespace

class TestEventLinks : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { script.play(Session); }
    void pingAndPong();
    void pongToNothing();
    void unansweredPing();
    void messageAndFrames();
    void frameOfACutMessage();
    void sameInBothViews();
    void violations();

private:
    test::CaptureScript script;
};

void TestEventLinks::pingAndPong()
{
    const timeline::Timeline& events = script.timeline();
    const EventId pings[] = {nth(events, Type::Ping, 0), nth(events, Type::Ping, 1)};
    const EventId pongs[] = {nth(events, Type::Pong, 1), nth(events, Type::Pong, 0)};
    for (const int i : {0, 1}) {
        QVERIFY(followed(events, pings[i], *pingPongLink(events, pings[i])) == pongs[i]);
        QVERIFY(followed(events, pongs[i], *pingPongLink(events, pongs[i])) == pings[i]);
    }
}

void TestEventLinks::pongToNothing()
{
    const timeline::Timeline& events = script.timeline();
    QVERIFY(!pingPongLink(events, nth(events, Type::Pong, 2)));
    QVERIFY(!pingPongLink(events, nth(events, Type::Text, 0)));
}

void TestEventLinks::unansweredPing()
{
    const timeline::Timeline& events = script.timeline();
    const EventId lost = nth(events, Type::Ping, 2);
    QVERIFY(!followed(events, lost, *pingPongLink(events, lost)));
}

void TestEventLinks::messageAndFrames()
{
    const timeline::Timeline& events = script.timeline();
    const EventId whole = message(events);
    const EventId first = nth(events, Type::Text, 1);
    const EventLink down = otherViewLink(events, whole, View::Messages);
    QVERIFY(down.event == first);
    QVERIFY(down.view == View::Frames);
    for (const EventId frame :
         {first, nth(events, Type::Continuation, 0), nth(events, Type::Continuation, 1)}) {
        const EventLink up = otherViewLink(events, frame, View::Frames);
        QVERIFY(followed(events, frame, up) == whole);
        QVERIFY(up.view == View::Messages);
    }
}

void TestEventLinks::frameOfACutMessage()
{
    const timeline::Timeline& events = script.timeline();
    EventId cut{0};
    for (std::uint32_t i = 0; i < events.size(); ++i) {
        if (events.entry(EventId{i}).type == Type::Text &&
            !events.entry(EventId{i}).has(timeline::Entry::Assembled)) {
            cut = EventId{i};
        }
    }
    const auto whole = followed(events, cut, otherViewLink(events, cut, View::Frames));
    QVERIFY(whole);
    QVERIFY(events.entry(*whole).has(timeline::Entry::Incomplete));
    // While it goes on there is no message yet.
    test::CaptureScript going;
    going.play("connecting ws://example.com/chat\ntcp\n-> request\n<- 101\n<- more text cut\n");
    const EventId frame = nth(going.timeline(), Type::Text, 0);
    QVERIFY(
        !followed(going.timeline(), frame, otherViewLink(going.timeline(), frame, View::Frames)));
}

void TestEventLinks::sameInBothViews()
{
    const timeline::Timeline& events = script.timeline();
    for (const EventId id : {nth(events, Type::Text, 0), nth(events, Type::Ping, 0), EventId{0}}) {
        QVERIFY(otherViewLink(events, id, View::Messages).event == id);
        QVERIFY(otherViewLink(events, id, View::Messages).view == View::Frames);
        QVERIFY(otherViewLink(events, id, View::Frames).view == View::Messages);
    }
}

void TestEventLinks::violations()
{
    test::CaptureScript broken;
    broken.play("connecting ws://example.com/chat\ntcp\n-> request\n<- 101\n<- text fine\n"
                "<- raw 81 83 00 00 00 00 'abc'\n-> pong nobody\n");
    const timeline::Timeline& events = broken.timeline();
    const Matcher matches = violationMatcher()(events, View::Frames);
    QVERIFY(!matches(nth(events, Type::Text, 0)));
    QVERIFY(matches(nth(events, Type::Text, 1)));
    QVERIFY(!matches(nth(events, Type::Pong, 0))); // for information alone
}

FRAMESCOPE_TEST(TestEventLinks)

} // namespace tst_event_links

#include "tst_event_links.moc"
