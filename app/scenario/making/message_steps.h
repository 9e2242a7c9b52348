// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "scenario/making/proposals.h"
#include "scenario/model/step.h"

#include <vector>

namespace framescope::scenario {

/// Makes steps of the messages of a recording, with the chosen proposals.
class MessageSteps
{
public:
    /// Both must outlive it.
    MessageSteps(const Recorded& recorded, const std::vector<Proposal>& proposals);

    /// Adds the steps of a line that is a message, Ping or Pong: `send` or `expect`, and the `set`
    /// of what is taken from it or made for it.
    Result<void> add(std::size_t line, std::vector<Step>& steps) const;

private:
    bool isActive(const Proposal& proposal, std::size_t line) const;
    const Proposal* activeAt(std::size_t line, std::string_view text, std::size_t at) const;
    std::string withVariables(std::string_view text, std::size_t line, bool& any) const;
    /// What is expected of a value in place of itself; null: itself.
    const Proposal* changing(const MessageValue& value, std::size_t line) const;
    Matcher matcherOf(std::size_t line) const;
    void addJsonTests(std::size_t line, Matcher& matcher) const;
    std::string patternOf(std::size_t line) const;
    void addSets(std::size_t line, std::vector<Step>& steps) const;

    const Recorded& recorded_;
    const std::vector<Proposal>& proposals_;
};

} // namespace framescope::scenario
