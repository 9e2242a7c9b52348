// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/probe/case_list.h"
#include "scenario/probe/judging.h"
#include "support/test_program.h"

#include <QTest>

#include <algorithm>

Q_DECLARE_METATYPE(framescope::scenario::probe::Observation)
Q_DECLARE_METATYPE(framescope::scenario::probe::Verdict)

namespace tst_probe_judging {

using namespace framescope;
using namespace framescope::scenario::probe;

class ProbeJudgingTest : public QObject
{
    Q_OBJECT

private slots:
    void judges_data();
    void judges();
    void withoutEchoOnlyFailuresAreCertain();
};

const Case& caseNamed(const std::string& id)
{
    static const std::vector<Case> all = allCases({});
    return *std::ranges::find(all, id, &Case::id);
}

/// What a server did that opened, sent `received`, and ended so.
Observation observed(Ending ending, std::optional<std::uint16_t> code = {},
                     std::vector<Received> received = {})
{
    Observation seen;
    seen.ending = ending;
    seen.opened = true;
    seen.status = 101;
    seen.closeCode = code;
    seen.received = std::move(received);
    seen.tcpEndedByServer = ending != Ending::Open;
    return seen;
}

Observation refused(int status, std::string version = {})
{
    Observation seen;
    seen.ending = Ending::Refused;
    seen.status = status;
    seen.supportedVersion = std::move(version);
    return seen;
}

Observation broken(Observation seen)
{
    seen.violations.push_back({wire::Rule::MaskUnexpected, {}});
    return seen;
}

Observation leftTcp(Observation seen)
{
    seen.tcpEndedByServer = false;
    return seen;
}

Observation early(Observation seen)
{
    seen.allSent = false;
    return seen;
}

Received text(const char* payload)
{
    return {Received::Kind::Text, payload};
}

Received pong(const char* payload)
{
    return {Received::Kind::Pong, payload};
}

void ProbeJudgingTest::judges_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<Observation>("seen");
    QTest::addColumn<Verdict>("verdict");
    const auto row = [](const char* name, const char* id, const Observation& seen,
                        Verdict verdict) {
        QTest::newRow(name) << QString::fromLatin1(id) << seen << verdict;
    };
    using enum Ending;
    using enum Verdict;
    const std::vector<Received> hello{text("Hello")};

    row("echo", "deflate.221", observed(Answered, 1000, hello), Unimplemented);
    row("echo of ping", "ping.2", observed(Answered, 1000, {pong("Hello, world!")}), Ok);
    row("other pong", "ping.2", observed(Answered, 1000, {pong("Hello")}), Failed);
    row("no pong", "ping.2", observed(Answered, 1000), Failed);
    row("pong and no answer to Close", "ping.2", observed(Unanswered, {}, {pong("Hello, world!")}),
        NonStrict);
    row("pong and TCP left open", "ping.2",
        leftTcp(observed(Answered, 1000, {pong("Hello, world!")})), NonStrict);
    row("pong in a masked frame", "ping.2",
        broken(observed(Answered, 1000, {pong("Hello, world!")})), Failed);
    row("only the last of 10 pongs", "ping.10", observed(Answered, 1000, {pong("payload-9")}),
        Informational);
    row("only the first of 10 pongs", "ping.10", observed(Answered, 1000, {pong("payload-0")}),
        Failed);

    row("reserved opcode, 1002", "opcode.1", observed(Closed, 1002), Ok);
    row("reserved opcode, 1003", "opcode.1", observed(Closed, 1003), NonStrict);
    row("reserved opcode, TCP ended", "opcode.1", observed(Dropped), NonStrict);
    row("reserved opcode, nothing", "opcode.1", observed(Open), Failed);
    row("reserved opcode, echoed", "opcode.1", observed(Closed, 1002, hello), Failed);
    row("text before it answered", "opcode.3", observed(Closed, 1002, {text("Hello, world!")}), Ok);
    row("text before it not answered", "opcode.3", observed(Closed, 1002), NonStrict);
    row("ping behind it answered", "opcode.3",
        observed(Closed, 1002, {text("Hello, world!"), pong("")}), Failed);

    row("UTF-8 noticed at once", "utf8.10", early(observed(Closed, 1007)), Ok);
    row("UTF-8 noticed at the end", "utf8.10", observed(Closed, 1007), NonStrict);
    row("UTF-8 not noticed", "utf8.10", observed(Open), Failed);

    row("Close 1001, echoed", "close.18", observed(Answered, 1001), Ok);
    row("Close 1001, 1000", "close.18", observed(Answered, 1000), Ok);
    row("Close 1001, no code", "close.18", observed(Answered), NonStrict);
    row("Close 1001, 1002", "close.18", observed(Answered, 1002), Failed);
    row("Close 1001, not answered", "close.18", observed(Unanswered), Failed);
    row("Close 999, 1002", "close.34", observed(Answered, 1002), Ok);
    row("Close 999, 1000", "close.34", observed(Answered, 1000), Failed);
    row("Close 999, echoed", "close.34", observed(Answered, 999), Failed);

    row("long message, 1009", "limit.6", observed(Closed, 1009), Informational);
    row("long message, 1011", "limit.6", observed(Closed, 1011), Failed);

    row("version 12, 426", "handshake.2", refused(426, "13"), Ok);
    row("version 12, 400 without the version", "handshake.2", refused(400), Failed);
    row("version 12, opened", "handshake.2", observed(Answered, 1000), Failed);
    row("version 12, 500", "handshake.2", refused(500, "13"), NonStrict);
    row("key of 15 bytes, opened", "handshake.10", observed(Answered, 1000), NonStrict);
    row("usual request, refused", "handshake.1", refused(400), Failed);
    row("not there any more", "handshake.1", Observation{}, Failed);
    Observation silent;
    silent.ending = NoResponse;
    row("no response to a usual request", "ping.2", silent, NotTried);
    row("no response to an odd request", "handshake.2", silent, NonStrict);
}

void ProbeJudgingTest::judges()
{
    QFETCH(QString, id);
    QFETCH(Observation, seen);
    QFETCH(Verdict, verdict);
    const Case& tried = caseNamed(id.toStdString());
    const auto answers = tried.attempts.front().plan({}).answers;
    const Judgement said = judge(tried, answers, {seen}, {});
    QCOMPARE(QString::fromStdString(std::string(verdictName(said.verdict))),
             QString::fromStdString(std::string(verdictName(verdict))));
    QCOMPARE(said.remark.empty(), verdict == Verdict::Ok);
    QVERIFY(!describe(seen).empty());
}

void ProbeJudgingTest::withoutEchoOnlyFailuresAreCertain()
{
    Facts silent;
    silent.echoes = false;
    const Case& tried = caseNamed("framing.1");
    const auto answers = tried.attempts.front().plan(silent).answers;
    const auto verdictOf = [&](const Observation& seen) {
        return judge(tried, answers, {seen}, silent).verdict;
    };
    using enum Ending;
    QCOMPARE(verdictOf(observed(Answered, 1000, {text("news"), pong("framescope")})),
             Verdict::Informational);
    QCOMPARE(verdictOf(observed(Closed, 1008)), Verdict::NotTried);
    QCOMPARE(verdictOf(observed(Closed, 1002)), Verdict::Failed);
}

FRAMESCOPE_TEST(ProbeJudgingTest)

} // namespace tst_probe_judging

#include "tst_probe_judging.moc"
