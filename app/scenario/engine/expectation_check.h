// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/engine/assignment.h"
#include "scenario/engine/happening.h"
#include "scenario/engine/payload_check.h"
#include "scenario/model/expectation.h"
#include "scenario/model/value_texts.h"

#include <chrono>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace framescope::scenario {

/// What is known of a connection besides the happening that is judged.
struct Link
{
    bool isServer = false; ///< the scenario plays the server
    bool wasOpen = false;
    std::string error = {};     ///< the connection's first one, in words
    bool isUnreachable = false; ///< that is why no request could be answered: DNS, TCP or TLS
};

struct Judgement
{
    enum class Verdict {
        Met,
        Unmet,
        Passed, ///< passed over: no later expectation sees it either
        Kept    ///< for a later expectation
    };
    Verdict verdict = Verdict::Passed;
    Mismatch mismatch = {};                ///< of Unmet
    std::optional<std::size_t> which = {}; ///< of Met: the number of the alternative
};

/// An expectation with its templates expanded.
class ExpectationCheck
{
public:
    /// The judges and the expectation must outlive the check.
    static Result<ExpectationCheck> of(const Expectation& expectation, Expander& expander,
                                       const Judges& judges);

    const Expectation& expectation() const { return *expectation_; }
    /// What is expected: "a message equal to "hello"".
    std::string words() const;
    std::optional<std::chrono::milliseconds> within() const { return within_; }
    std::optional<std::chrono::milliseconds> silence() const { return silence_; }
    /// Whether the end of the connection may meet it.
    bool isAboutEnd() const;
    /// Whether the opening of the connection may meet it.
    bool expectsOpen() const;
    /// Whether it is about whether there is a connection.
    bool isAboutConnection() const;

    /// An error: a schema that can't be used.
    Judgement judge(const Happening& happening, const Link& link);

private:
    using Kind = Expectation::Kind;
    struct NumberTest
    {
        std::string text;
        filter::NumberSet numbers;
    };
    /// The codes of a list are one set: what one of them leaves out is in no other.
    struct CodesTest
    {
        std::string words; ///< empty: there are no codes
        bool none = false;
        std::string text; ///< of `numbers`
        std::optional<filter::NumberSet> numbers;
    };
    using Headers = std::vector<std::pair<std::string, PayloadCheck>>;

    Result<void> expandTexts(Expander& expander);
    Result<void> expandCodes(Expander& expander);
    Result<void> expandChecks(Expander& expander, const Judges& judges);

    Judgement judgePayload(const Happening& happening);
    Judgement judgeOpen(const Happening& happening, const Link& link);
    Judgement judgeRefusal(const Happening& happening, const Link& link);
    Judgement judgeError(const Happening& happening, const Link& link) const;
    Judgement judgeClose(const Happening& happening, const Link& link);
    Judgement judgeRequest(const Happening& happening, const Link& link);
    Judgement judgeAlternatives(const Happening& happening, const Link& link);
    Judgement otherMessage(const Happening& happening) const;
    Judgement judgeHead(const wire::HttpHead& head, const Happening& happening) const;
    bool isOpen(std::size_t alternative) const { return !assignment_.isTaken(alternative); }
    std::string closeWords() const;
    std::string headWords() const;

    const Expectation* expectation_ = nullptr;
    const Judges* judges_ = nullptr;
    PayloadCheck payload_;
    Headers headers_;
    std::optional<NumberTest> status_;
    std::optional<std::string> subprotocol_;
    std::optional<std::string> extensions_;
    std::optional<std::string> layer_;
    std::optional<std::string> says_;
    CodesTest codes_;
    std::optional<PayloadCheck> reason_;
    std::optional<std::string> by_;
    std::optional<bool> clean_;
    std::optional<PayloadCheck> path_;
    std::optional<std::chrono::milliseconds> silence_;
    std::optional<std::chrono::milliseconds> within_;
    std::vector<ExpectationCheck> alternatives_;
    Assignment assignment_; ///< which of them what came has met, in any order
};

} // namespace framescope::scenario
