// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/payload/place_finder.h"

#include "codec/value_text.h"
#include "present/values/json_search.h"

#include <algorithm>
#include <utility>

namespace framescope::present {

namespace {

constexpr std::uint64_t PayloadPart = std::uint64_t{1} << 20;
constexpr std::size_t NodesAtOnce = 1024;

} // namespace

std::optional<std::size_t> FoundPlaces::numberOf(std::uint64_t place) const
{
    const auto found = std::lower_bound(places.begin(), places.end(), place);
    if (found == places.end() || *found != place) {
        return std::nullopt;
    }
    return static_cast<std::size_t>(found - places.begin()) + 1;
}

/// Takes matches in ascending order and tells of them now and then.
class PlaceFinder::Collector
{
public:
    Collector(PlaceFinder* owner, work::Run& run) : owner_(owner), run_(run) {}

    bool isStopped() const { return run_.isStopped(); }
    const std::stop_token& stop() const { return run_.stop(); }

    /// False where there are enough.
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

    PlaceFinder* owner_; ///< for what is told
    work::Run& run_;
    FoundPlaces matches_;
};

PlaceFinder::PlaceFinder(QObject* parent) : QObject(parent) {}

PlaceFinder::~PlaceFinder() = default;

void PlaceFinder::start(Scan scan)
{
    task_.run([this, scan = std::move(scan)](work::Run& run) {
        Collector collector(this, run);
        scan(collector);
        collector.finish();
    });
}

void PlaceFinder::countInPayload(std::shared_ptr<const Payload> payload, BytePattern pattern)
{
    start([payload = std::move(payload), pattern = std::move(pattern)](Collector& collector) {
        PayloadReader reader(payload);
        const std::uint64_t size = payload->size();
        for (std::uint64_t at = 0; at < size && !collector.isStopped(); at += PayloadPart) {
            const std::uint64_t begins = std::min(PayloadPart, size - at);
            const auto bytes = reader.read(at, begins + pattern.longest(), collector.stop());
            if (!bytes) {
                collector.fail(bytes.error());
                return;
            }
            for (auto match = pattern.find(*bytes); match && match->offset < begins;
                 match = pattern.find(*bytes, match->offset + 1)) {
                if (!collector.add(at + match->offset)) {
                    return;
                }
            }
            collector.scannedTo(at + begins);
        }
    });
}

void PlaceFinder::countInJson(std::shared_ptr<const JsonDocument> document, BytePattern pattern)
{
    start([document = std::move(document), pattern = std::move(pattern)](Collector& collector) {
        std::size_t from = 0;
        while (const auto node = JsonSearch::next(*document, pattern, from, collector.stop())) {
            if (!collector.add(JsonSearch::placeOf(*document, *node))) {
                return;
            }
            from = JsonSearch::endOf(*document, *node);
            collector.scannedTo(from);
        }
    });
}

void PlaceFinder::countInTree(std::shared_ptr<const codec::ValueTree> tree, BytePattern pattern)
{
    start([tree = std::move(tree), pattern = std::move(pattern)](Collector& collector) {
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
            if (at % NodesAtOnce == 0) {
                collector.scannedTo(at + 1);
            }
        }
    });
}

} // namespace framescope::present
