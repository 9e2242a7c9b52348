// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/event_printer.h"
#include "cli/output.h"
#include "contract/checking/verdict.h"
#include "contract/document/document.h"
#include "timeline/index/timeline.h"

#include <cstdint>
#include <string>
#include <vector>

namespace framescope::cli {

/// What `check` has found out so far. It does not grow with the recording.
struct CheckCounts
{
    struct Message ///< of the contract
    {
        std::uint64_t seen = 0; ///< broken ones too
        std::uint64_t broken = 0;
        std::uint64_t skipped = 0;         ///< in which something was not checked
        std::vector<std::string> examples; ///< what is wrong with the first broken ones
    };
    static constexpr std::size_t MostExamples = 20;

    std::vector<Message> messages; ///< as in Document::messages
    std::uint64_t fitting = 0;
    std::uint64_t breaking = 0;
    std::uint64_t unknown = 0;
    std::vector<std::string> unknownExamples;
    std::uint64_t skipped = 0;    ///< that fit but for what was not checked
    std::uint64_t unchecked = 0;  ///< incomplete, not inflated, or too long
    std::uint64_t handshakes = 0; ///< that the contract says something about
    std::uint64_t wrongHandshakes = 0;
    std::vector<std::string> handshakeExamples;

    bool allFit() const { return breaking == 0 && unknown == 0 && wrongHandshakes == 0; }
    std::size_t seenMessages() const;
};

/// Writes what is wrong as it is found, and at the end how often each message was seen.
class CheckReport
{
public:
    /// Text or jsonl. All must outlive it.
    CheckReport(PrintFormat format, const contract::Document& contract,
                const timeline::Timeline& timeline, Output& output)
        : format_(format), contract_(contract), timeline_(timeline), output_(output)
    {
    }

    void add(EventId id, const contract::Verdict& verdict);
    /// `violations`: of the request of a connection; none if it fits.
    void addHandshake(ConnectionId connection, const std::vector<std::string>& violations);
    void addUnchecked() { ++counts_.unchecked; }
    void finish();

    const CheckCounts& counts() const { return counts_; }

private:
    void count(EventId id, const contract::Verdict& verdict);
    std::string textOf(EventId id, const contract::Verdict& verdict) const;
    std::string jsonOf(EventId id, const contract::Verdict& verdict) const;
    std::string summaryText() const;
    std::string summaryJson() const;

    PrintFormat format_;
    const contract::Document& contract_;
    const timeline::Timeline& timeline_;
    Output& output_;
    CheckCounts counts_{.messages = std::vector<CheckCounts::Message>(contract_.messages().size()),
                        .unknownExamples = {},
                        .handshakeExamples = {}};
};

/// "->", "<-" or "<->": the directions of a message of a contract.
std::string arrowsOf(const contract::Message& message);

} // namespace framescope::cli
