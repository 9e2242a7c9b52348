// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "filter/language/completion.h"
#include "timeline/index/timeline.h"
#include "timeline/payload/stream_reader.h"

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

namespace framescope::present {

/// Collects the values in a recording that a filter can ask for. Looks at every event, but at fewer
/// and fewer payloads, so that their number grows only with the logarithm of the events.
class VocabularyCollector
{
public:
    /// The most paths and connections that are kept.
    static constexpr std::size_t MaxPaths = 400;
    static constexpr std::size_t MaxConnections = 200;
    /// The most bytes of a payload that are examined.
    static constexpr std::uint64_t PayloadPart = std::uint64_t{16} << 10;

    void lookAt(const timeline::Timeline& timeline, timeline::StreamReader& reader, EventId id);

    filter::Vocabulary vocabulary() const;
    /// The number of payloads examined.
    std::uint64_t samples() const { return samples_; }

private:
    void collectPaths(ByteView payload);
    bool isSample();

    std::unordered_map<std::string, std::uint64_t> paths_;
    std::unordered_map<std::uint16_t, std::uint64_t> codes_;
    std::unordered_map<std::uint32_t, std::uint64_t> connections_;
    std::vector<std::uint64_t> rules_; ///< by wire::Rule
    std::uint32_t lastConnection_ = 0; ///< the connection whose events `run_` counts
    std::uint64_t run_ = 0;
    std::uint64_t texts_ = 0;
    std::uint64_t samples_ = 0;
    std::uint64_t stride_ = 1;
};

} // namespace framescope::present
