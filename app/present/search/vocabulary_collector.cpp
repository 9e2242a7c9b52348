// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/search/vocabulary_collector.h"

#include "codec/json/json_escapes.h"
#include "codec/json/json_outline.h"
#include "codec/value_text.h"
#include "wire/rules.h"

#include <algorithm>

namespace framescope::present {

namespace {

using timeline::Entry;

constexpr std::uint64_t SamplesOfAStride = 256;
constexpr std::size_t ValuesOfASample = 1000;
constexpr std::size_t LongestPath = 120;
constexpr std::size_t DeepestPath = 8;
constexpr std::size_t KnownConnections = 10'000; // most connections that are counted

/// Returns the path of a node; empty for what is not offered: the root, elements of arrays except
/// the first with all they contain, and very deep or long paths.
std::string pathOf(const codec::JsonOutline& outline, ByteView payload,
                   codec::JsonOutline::NodeId id)
{
    std::vector<std::string> steps; // from the value to the root
    while (id != codec::JsonOutline::Root) {
        const codec::JsonOutline::Node node = outline.node(id);
        if (steps.size() == DeepestPath || (node.key.empty() && node.row > 0)) {
            return {};
        }
        const ByteView key = payload.subspan(node.key.begin, node.key.size());
        steps.push_back(key.empty() ? "[0]" : codec::memberStep(codec::unescape(key), asText(key)));
        id = node.parent;
    }
    if (steps.empty()) {
        return {};
    }
    std::string path = "$";
    for (auto step = steps.rbegin(); step != steps.rend(); ++step) {
        path += *step;
    }
    return path.size() <= LongestPath ? path : std::string();
}

/// Returns keys with their counts, the most frequent first; equal counts are ordered by key.
template <class Key>
std::vector<std::pair<Key, std::uint64_t>>
byFrequency(const std::unordered_map<Key, std::uint64_t>& counts)
{
    std::vector<std::pair<Key, std::uint64_t>> sorted(counts.begin(), counts.end());
    std::sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) {
        return a.second != b.second ? a.second > b.second : a.first < b.first;
    });
    return sorted;
}

} // namespace

void VocabularyCollector::lookAt(const timeline::Timeline& timeline, timeline::StreamReader& reader,
                                 EventId id)
{
    const Entry& entry = timeline.entry(id);
    if (entry.conn().value != lastConnection_) {
        if (connections_.size() < KnownConnections || connections_.contains(lastConnection_)) {
            connections_[lastConnection_] += run_;
        }
        lastConnection_ = entry.conn().value;
        run_ = 0;
    }
    ++run_;
    const timeline::Detail* detail = entry.detail != 0 ? timeline.detail(entry) : nullptr;
    if (detail && detail->code) {
        ++codes_[*detail->code];
    }
    if (detail) {
        for (const wire::Violation& violation : detail->violations) {
            rules_.resize(std::max(rules_.size(), static_cast<std::size_t>(violation.rule) + 1));
            ++rules_[static_cast<std::size_t>(violation.rule)];
        }
    }
    if (entry.type == timeline::Type::Text && entry.has(Entry::InMessages) && isSample()) {
        if (const auto payload = reader.payload(id, 0, PayloadPart)) {
            collectPaths(*payload);
        }
    }
}

bool VocabularyCollector::isSample()
{
    if (texts_++ % stride_ != 0) {
        return false;
    }
    if (++samples_ % SamplesOfAStride == 0) {
        stride_ *= 2;
    }
    return true;
}

void VocabularyCollector::collectPaths(ByteView payload)
{
    if (!codec::beginsLikeJson(payload)) {
        return;
    }
    const codec::JsonOutline outline =
        codec::JsonOutline::parse(payload, {ValuesOfASample, ValuesOfASample});
    for (codec::JsonOutline::NodeId id = 0; id < outline.size(); ++id) {
        std::string path = pathOf(outline, payload, id);
        if (!path.empty() && (paths_.size() < MaxPaths || paths_.contains(path))) {
            ++paths_[std::move(path)];
        }
    }
}

filter::Vocabulary VocabularyCollector::vocabulary() const
{
    filter::Vocabulary seen;
    for (const auto& [code, count] : byFrequency(codes_)) {
        seen.codes.push_back(std::to_string(code));
    }
    auto connections = connections_;
    connections[lastConnection_] += run_;
    connections.erase(0);
    for (const auto& [connection, count] : byFrequency(connections)) {
        if (seen.connections.size() == MaxConnections) {
            break;
        }
        seen.connections.push_back(std::to_string(connection));
    }
    for (const auto& [path, count] : byFrequency(paths_)) {
        seen.jsonPaths.push_back(path);
    }
    std::unordered_map<std::size_t, std::uint64_t> rules;
    for (std::size_t i = 0; i < rules_.size(); ++i) {
        if (rules_[i] > 0) {
            rules[i] = rules_[i];
        }
    }
    for (const auto& [rule, count] : byFrequency(rules)) {
        seen.rules.emplace_back(wire::info(static_cast<wire::Rule>(rule)).id);
    }
    return seen;
}

} // namespace framescope::present
