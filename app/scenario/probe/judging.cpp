// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/probe/judging.h"

#include "wire/frames/close_codes.h"

#include <algorithm>
#include <array>

namespace framescope::scenario::probe {

namespace {

using Answers = std::vector<Received>;

bool isFirstOf(const Answers& got, const Answers& expected)
{
    return got.size() < expected.size() && std::equal(got.begin(), got.end(), expected.begin());
}

/// Whether `got` is what is left of `expected` when some are taken out, but not the last.
bool hasLatestOf(const Answers& got, const Answers& expected)
{
    if (got.empty() || expected.empty() || got.back() != expected.back()) {
        return false;
    }
    auto at = expected.begin();
    return std::ranges::all_of(got, [&](const Received& one) {
        at = std::find(at, expected.end(), one);
        return at != expected.end() && ++at != expected.begin();
    });
}

bool fits(Got wanted, const Answers& got, const Answers& expected)
{
    switch (wanted) {
    case Got::All:
        return got == expected;
    case Got::Reordered:
        return got.size() == expected.size() &&
               std::is_permutation(got.begin(), got.end(), expected.begin());
    case Got::Latest:
        return hasLatestOf(got, expected);
    case Got::Fewer:
        return isFirstOf(got, expected);
    case Got::Any:
        break;
    }
    return true;
}

bool fits(const Expectation& row, const Answers& got, const Answers& expected,
          const Observation& seen)
{
    const bool code = row.codes.empty() ||
                      std::ranges::find(row.codes, seen.closeCode.value_or(wire::CloseNoStatus)) !=
                          row.codes.end();
    const bool ending =
        row.endings.empty() || std::ranges::find(row.endings, seen.ending) != row.endings.end();
    return code && ending && fits(row.got, got, expected);
}

/// Without the greeting of the server, without what is no answer if it talks by itself, and without
/// its messages if it does not send ours back.
Answers comparable(const Observation& seen, const Answers& expected, const Facts& facts)
{
    Answers got;
    std::size_t greeting = facts.talks ? 0 : facts.greeting;
    for (const Received& one : seen.received) {
        if (one.kind == Received::Kind::Pong) {
            got.push_back(one);
        } else if (greeting > 0) {
            --greeting;
        } else if (facts.talks && std::ranges::find(expected, one) == expected.end()) {
            continue;
        } else if (facts.echoes) {
            got.push_back(one);
        }
    }
    return got;
}

Judgement byRows(const Case& tried, const Answers& answers, const Observation& seen,
                 const Facts& facts)
{
    const Answers got = comparable(seen, answers, facts);
    for (const Expectation& row : tried.expectations) {
        if (fits(row, got, answers, seen)) {
            return {row.verdict, std::string(row.remark)};
        }
    }
    return {Verdict::Failed, "the server should have done otherwise"};
}

/// What can be said of messages that the server does not send back.
Judgement withoutEcho(Judgement said, const Observation& seen)
{
    constexpr auto NotUnderstood = std::to_array<std::uint16_t>({1002, 1007});
    if (said.verdict != Verdict::Failed) {
        return {Verdict::Informational, "it was taken; the server sends no messages back, so that "
                                        "they can't be compared"};
    }
    const bool taken = seen.ending == Ending::Closed && seen.closeCode &&
                       std::ranges::find(NotUnderstood, *seen.closeCode) == NotUnderstood.end();
    return taken ? Judgement{Verdict::NotTried, "the server sends no messages back, and closed"}
                 : said;
}

} // namespace

Judgement judge(const Case& tried, const std::vector<Received>& answers,
                const std::vector<Observation>& seen, const Facts& facts)
{
    const Observation& first = seen.front();
    if (first.ending == Ending::Unreachable) {
        return {Verdict::Failed, "the server can't be reached any more"};
    }
    if (first.ending == Ending::NoResponse &&
        tried.attempts.front().response == Attempt::Response::Long) {
        return {Verdict::NotTried, "the server did not answer a usual request: it may be busy with "
                                   "what another case sent"};
    }
    if (tried.needsDeflate && first.opened && !first.deflate) {
        return {Verdict::Unimplemented, "the server did not agree to permessage-deflate"};
    }
    Judgement said = tried.judge ? tried.judge(seen, facts) : byRows(tried, answers, first, facts);
    const bool fault =
        std::ranges::any_of(seen, [](const Observation& one) { return !one.violations.empty(); });
    if (tried.failsFast && said.verdict == Verdict::Ok && first.allSent) {
        said = {Verdict::NonStrict, "the fault was noticed only at the end of the message"};
    }
    if (said.verdict == Verdict::Ok && first.ending == Ending::Answered &&
        !first.tcpEndedByServer && !tried.clientEndsTcp) {
        said = {Verdict::NonStrict, "the server left it to the client to end TCP, which it should "
                                    "do first (RFC 6455 7.1.1)"};
    }
    if (tried.aboutEcho && !facts.echoes) {
        said = withoutEcho(std::move(said), first);
    }
    if (fault && !tried.faultsAllowed && said.verdict != Verdict::NotTried &&
        said.verdict != Verdict::Failed) {
        return {Verdict::Failed, "the server broke a rule itself"};
    }
    return said;
}

std::uint64_t Case::bytes() const
{
    std::uint64_t sum = 0;
    for (const Attempt& attempt : attempts) {
        sum += attempt.bytes;
    }
    return sum;
}

} // namespace framescope::scenario::probe
