// SPDX-License-Identifier: GPL-3.0-or-later
//
// Comparison by structure: members by name, elements of arrays by what they have in common.
#include "codec/diff/diff_match.h"
#include "codec/diff/diff_rows.h"
#include "codec/json/decimal.h"
#include "codec/value_text.h"

#include <algorithm>
#include <functional>
#include <unordered_map>

namespace framescope::codec {

namespace {

using NodeId = ValueTree::NodeId;
constexpr std::uint32_t None = DiffRow::None;

std::uint64_t mix(std::uint64_t a, std::uint64_t b)
{
    std::uint64_t x = a * 0x9E3779B97F4A7C15ULL + b + 0x632BE59BD9B4E019ULL;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ULL;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBULL;
    return x ^ (x >> 31);
}

std::uint64_t hashOf(std::string_view text)
{
    return std::hash<std::string_view>{}(text);
}

/// Returns a value's text without irrelevant differences: text without escapes, numbers as sent, or
/// by their value.
std::string canonicalText(const ValueTree& tree, NodeId id, bool numbersByValue)
{
    const Form form = tree.node(id).form;
    if (form == Form::Text || form == Form::Bytes) {
        const Bytes content = stringContent(tree, id);
        return (form == Form::Text ? "t" : "b") + std::string(asText(content));
    }
    const std::string text = valueText(tree, id, SIZE_MAX);
    const auto number = numbersByValue ? codec::Decimal::parse(text) : std::nullopt;
    return number ? 'n' + number->text() : 'v' + text;
}

/// Hashes of values. Equal values have the same hash; the order of members in maps is ignored.
class Hashes
{
public:
    Hashes(const ValueTree& tree, bool numbersByValue, const std::stop_token& stop)
        : values_(tree.size()), keys_(tree.size())
    {
        constexpr std::size_t stopInterval = 4096;
        for (std::size_t at = tree.size(); at > 0; --at) {
            if (at % stopInterval == 0 && stop.stop_requested()) {
                return;
            }
            const auto id = static_cast<NodeId>(at - 1);
            const ValueTree::Node& node = tree.node(id);
            if (!isContainer(node.form)) {
                values_[id] = hashOf(canonicalText(tree, id, numbersByValue));
            } else {
                // Children come later in the tree, so their hashes are already added up in values_.
                values_[id] = mix(values_[id] + tagsOf(tree, node),
                                  static_cast<std::uint64_t>(node.form) + 1);
            }
            if (node.hasKey) {
                keys_[id] = hashOf(keyText(tree, id));
            }
            if (id != ValueTree::Root) {
                const bool inMap = tree.node(node.parent).form == Form::Map;
                values_[node.parent] +=
                    mix(values_[id], inMap ? keys_[id] : std::uint64_t{node.row} + 1);
            }
        }
    }

    std::uint64_t value(NodeId id) const { return values_[id]; }
    std::uint64_t key(NodeId id) const { return keys_[id]; }

private:
    static std::uint64_t tagsOf(const ValueTree& tree, const ValueTree::Node& node)
    {
        std::uint64_t hash = node.children;
        if (tree.encoding() == ValueEncoding::Cbor && node.form != Form::Entry) {
            for (const std::uint64_t tag : tree.item(node).tags) {
                hash = mix(hash, tag);
            }
        }
        return hash;
    }

    std::vector<std::uint64_t> values_;
    std::vector<std::uint64_t> keys_;
};

/// A value of both sides, or of one.
struct Pair
{
    std::array<NodeId, 2> ids{None, None};
    std::uint32_t parent = None; ///< row of the parent
};

/// The members of a map that have the same name.
struct SameName
{
    std::vector<std::size_t> rows;
    std::size_t taken = 0;
};

class Comparison
{
public:
    Comparison(Diff& diff, const DiffOptions& options, const std::stop_token& stop)
        : diff_(diff), rows_(diff, options),
          stop_(stop), trees_{diff.sides[0].tree.get(), diff.sides[1].tree.get()},
          hashes_{Hashes(*trees_[0], options.numbersByValue, stop),
                  Hashes(*trees_[1], options.numbersByValue, stop)}
    {
    }

    void run()
    {
        waiting_.push_back({{ValueTree::Root, ValueTree::Root}, None});
        while (!waiting_.empty() && !stop_.stop_requested()) {
            const Pair pair = waiting_.back();
            waiting_.pop_back();
            if (!compare(pair)) {
                return;
            }
        }
    }

private:
    bool compare(const Pair& pair)
    {
        DiffRow row;
        row.parent = pair.parent;
        row.at = pair.ids;
        row.change = changeOf(pair);
        const std::size_t before = diff_.rows.size();
        if (!rows_.add(row)) {
            return false;
        }
        if (diff_.rows.size() == before) {
            return true; // equal, and not to be listed
        }
        const std::uint32_t id = rows_.last();
        const bool isBoth = row.change == Change::Inside || row.change == Change::Same;
        if (isBoth && form(0, pair.ids[0]) == Form::Map) {
            compareMaps(pair, id);
        } else if (row.change == Change::Inside) {
            compareArrays(pair, id);
        } else if (row.change != Change::Changed) {
            listMembers(pair, id);
        }
        return true;
    }

    Form form(std::size_t side, NodeId id) const { return trees_[side]->node(id).form; }

    Change changeOf(const Pair& pair) const
    {
        const auto [left, right] = pair.ids;
        if (left == None) {
            return Change::Added;
        }
        if (right == None) {
            return Change::Removed;
        }
        if (hashes_[0].value(left) == hashes_[1].value(right)) {
            return Change::Same;
        }
        const bool alike = isContainer(form(0, left)) && form(0, left) == form(1, right) &&
                           tags(0, left) == tags(1, right);
        return alike ? Change::Inside : Change::Changed;
    }

    std::vector<std::uint64_t> tags(std::size_t side, NodeId id) const
    {
        const ValueTree& tree = *trees_[side];
        return tree.encoding() == ValueEncoding::Cbor ? tree.item(tree.node(id)).tags
                                                      : std::vector<std::uint64_t>();
    }

    NodeId child(std::size_t side, NodeId parent, std::size_t row) const
    {
        return trees_[side]->child(parent, static_cast<std::uint32_t>(row));
    }

    std::size_t children(std::size_t side, NodeId id) const
    {
        return trees_[side]->node(id).children;
    }

    /// Adds pairs to be compared in the given order.
    void push(std::vector<Pair> pairs)
    {
        std::copy(pairs.rbegin(), pairs.rend(), std::back_inserter(waiting_));
    }

    /// Members of the same name are matched in order. An added member is listed after the member
    /// that it follows on the right.
    void compareMaps(const Pair& maps, std::uint32_t row)
    {
        const std::size_t lefts = children(0, maps.ids[0]);
        const std::size_t rights = children(1, maps.ids[1]);
        std::unordered_map<std::uint64_t, SameName> byKey;
        for (std::size_t i = 0; i < lefts; ++i) {
            byKey[hashes_[0].key(child(0, maps.ids[0], i))].rows.push_back(i);
        }
        std::vector<NodeId> partner(lefts, None);
        std::vector<std::vector<NodeId>> added(lefts + 1); ///< by number of left members before
        std::size_t behind = 0;
        for (std::size_t j = 0; j < rights; ++j) {
            const NodeId id = child(1, maps.ids[1], j);
            const auto found = byKey.find(hashes_[1].key(id));
            if (found == byKey.end() || found->second.taken == found->second.rows.size()) {
                added[behind].push_back(id);
                continue;
            }
            const std::size_t i = found->second.rows[found->second.taken++];
            partner[i] = id;
            behind = i + 1;
        }
        std::vector<Pair> pairs;
        for (std::size_t i = 0; i <= lefts; ++i) {
            if (i > 0) {
                pairs.push_back({{child(0, maps.ids[0], i - 1), partner[i - 1]}, row});
            }
            for (const NodeId id : added[i]) {
                pairs.push_back({{None, id}, row});
            }
        }
        push(std::move(pairs));
    }

    /// Lists the children of a value that one side has alone, or that both have alike.
    void listMembers(const Pair& pair, std::uint32_t row)
    {
        std::vector<Pair> pairs;
        for (std::size_t side = 0; side < 2; ++side) {
            const NodeId id = pair.ids[side];
            const std::size_t count = id == None ? 0 : children(side, id);
            pairs.resize(std::max(pairs.size(), count), {{None, None}, row});
            for (std::size_t i = 0; i < count; ++i) {
                pairs[i].ids[side] = child(side, id, i);
            }
        }
        push(std::move(pairs));
    }

    void compareArrays(const Pair& arrays, std::uint32_t row)
    {
        const std::size_t lefts = children(0, arrays.ids[0]);
        const std::size_t rights = children(1, arrays.ids[1]);
        const auto equal = [&](std::size_t i, std::size_t j) {
            return hashes_[0].value(child(0, arrays.ids[0], i)) ==
                   hashes_[1].value(child(1, arrays.ids[1], j));
        };
        const CommonRuns common = SequenceMatcher(lefts, rights, equal, stop_).match();
        diff_.coarse = diff_.coarse || common.coarse;
        std::vector<Pair> pairs;
        common.walk(
            lefts, rights,
            [&](const CommonRun& run) {
                for (std::size_t at = 0; at < run.length; ++at) {
                    pairs.push_back({{child(0, arrays.ids[0], run.left + at),
                                      child(1, arrays.ids[1], run.right + at)},
                                     row});
                }
            },
            [&](std::size_t i, std::size_t toLeft, std::size_t j, std::size_t toRight) {
                alignGap(arrays, {i, toLeft}, {j, toRight}, row, pairs);
            });
        push(std::move(pairs));
    }

    /// Aligns differing elements: those that have most in common become changed ones, the rest are
    /// removed and added ones.
    void alignGap(const Pair& arrays, std::pair<std::size_t, std::size_t> lefts,
                  std::pair<std::size_t, std::size_t> rights, std::uint32_t row,
                  std::vector<Pair>& pairs)
    {
        constexpr std::size_t mostCells = 10'000;
        const std::size_t n = lefts.second - lefts.first;
        const std::size_t m = rights.second - rights.first;
        const auto left = [&](std::size_t i) { return child(0, arrays.ids[0], lefts.first + i); };
        const auto right = [&](std::size_t j) { return child(1, arrays.ids[1], rights.first + j); };
        const bool small = n * m <= mostCells;
        std::vector<std::uint32_t> best;
        if (small) {
            best.assign((n + 1) * (m + 1), 0);
            for (std::size_t i = n; i > 0; --i) {
                for (std::size_t j = m; j > 0; --j) {
                    const std::size_t at = (i - 1) * (m + 1) + j - 1;
                    best[at] = std::max({best[at + 1], best[at + m + 1],
                                         best[at + m + 2] + likeness(left(i - 1), right(j - 1))});
                }
            }
        }
        std::size_t i = 0;
        std::size_t j = 0;
        while (i < n || j < m) {
            const std::size_t at = i * (m + 1) + j;
            const bool paired =
                i < n && j < m &&
                (!small || best[at] == best[at + m + 2] + likeness(left(i), right(j)));
            if (paired) {
                pairs.push_back({{left(i++), right(j++)}, row});
            } else if (j == m || (small && i < n && best[at] == best[at + m + 1])) {
                pairs.push_back({{left(i++), None}, row});
            } else {
                pairs.push_back({{None, right(j++)}, row});
            }
        }
    }

    /// Returns how much two values have in common: 1 for the same kind, more for common members.
    std::uint32_t likeness(NodeId left, NodeId right) const
    {
        constexpr std::size_t mostMembers = 32;
        constexpr std::uint32_t sameMember = 8;
        if (form(0, left) != form(1, right)) {
            return 0;
        }
        std::uint32_t likeness = 1;
        if (form(0, left) == Form::Map) {
            const std::size_t lefts = std::min(children(0, left), mostMembers);
            const std::size_t rights = std::min(children(1, right), mostMembers);
            for (std::size_t i = 0; i < lefts; ++i) {
                const NodeId a = child(0, left, i);
                for (std::size_t j = 0; j < rights; ++j) {
                    const NodeId b = child(1, right, j);
                    if (hashes_[0].key(a) == hashes_[1].key(b)) {
                        const bool same = hashes_[0].value(a) == hashes_[1].value(b);
                        likeness += same ? sameMember : 1;
                        break;
                    }
                }
            }
        }
        return likeness;
    }

    Diff& diff_;
    DiffRows rows_;
    const std::stop_token& stop_;
    std::array<const ValueTree*, 2> trees_;
    std::array<Hashes, 2> hashes_;
    std::vector<Pair> waiting_;
};

} // namespace

void compareStructure(Diff& diff, const DiffOptions& options, const std::stop_token& stop)
{
    Comparison(diff, options, stop).run();
}

} // namespace framescope::codec
