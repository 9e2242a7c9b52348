// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/payload/place_finder.h"

#include "codec/value_text.h"

#include <algorithm>
#include <utility>

namespace framescope::present {

std::optional<std::size_t> FoundPlaces::numberOf(std::uint64_t place) const
{
    const auto found = std::lower_bound(places.begin(), places.end(), place);
    if (found == places.end() || *found != place) {
        return std::nullopt;
    }
    return static_cast<std::size_t>(found - places.begin()) + 1;
}

/// Collects matches in ascending order, and reports them at intervals.
class PlaceFinder::Collector
{
public:
    Collector(PlaceFinder* owner, work::Run& run) : owner_(owner), run_(run) {}

    bool isStopped() const { return run_.isStopped(); }
    const std::stop_token& stop() const { return run_.stop(); }

    /// Returns false once there are enough.
    bool add(std::uint64_t place)
    {
        if (matches_.places.size() == FoundPlaces::Most) {
            matches_.more = true;
            return false;
        }
        matches_.places.push_back(place);
        return true;
    }

    void scannedTo(std::uint64_t place)
    {
        constexpr std::chrono::milliseconds interval{100};
        matches_.scanned = place;
        if (run_.isDue(interval)) {
            tell(std::make_shared<const FoundPlaces>(matches_));
        }
    }

    void fail(const Error& error) { matches_.error = QString::fromStdString(error.message()); }

    void finish()
    {
        matches_.complete = true;
        tell(std::make_shared<const FoundPlaces>(std::move(matches_)));
    }

private:
    void tell(std::shared_ptr<const FoundPlaces> matches)
    {
        run_.tell([owner = owner_, matches = std::move(matches)] { emit owner->counted(matches); });
    }

    PlaceFinder* owner_; ///< emits the reports
    work::Run& run_;
    FoundPlaces matches_;
};

void PlaceFinder::start(Scan scan)
{
    task_.run([this, scan = std::move(scan)](work::Run& run) {
        Collector collector(this, run);
        scan(collector);
        collector.finish();
    });
}

void PlaceFinder::count(Searched searched, BytePattern pattern)
{
    start([searched = std::move(searched), pattern = std::move(pattern)](Collector& collector) {
        const auto done = PayloadSearch::scan(
            searched, pattern, 0, searched.payload->size(), collector.stop(),
            [&](std::uint64_t place, std::uint64_t /*length*/) { return collector.add(place); },
            [&](std::uint64_t to) { collector.scannedTo(to); });
        if (!done) {
            collector.fail(done.error());
        }
    });
}

void PlaceFinder::countInTree(std::shared_ptr<const codec::ValueTree> tree, BytePattern pattern)
{
    start([tree = std::move(tree), pattern = std::move(pattern)](Collector& collector) {
        constexpr std::size_t nodesAtOnce = 1024;
        const auto has = [&pattern](const std::string& text) {
            return pattern.find(asBytes(text)).has_value();
        };
        for (std::size_t at = 0; at < tree->size() && !collector.isStopped(); ++at) {
            const auto id = static_cast<codec::ValueTree::NodeId>(at);
            const codec::ValueTree::Node& node = tree->node(id);
            const bool found = (node.hasKey && has(keyText(*tree, id))) ||
                               (!isContainer(node.form) && has(valueText(*tree, id, SIZE_MAX)));
            if (found && !collector.add(at)) {
                return;
            }
            if (at % nodesAtOnce == 0) {
                collector.scannedTo(at + 1);
            }
        }
    });
}

} // namespace framescope::present
