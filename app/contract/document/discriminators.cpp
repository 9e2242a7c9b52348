// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/document/discriminators.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <string>

namespace framescope::contract {

namespace {

constexpr std::size_t MostValues = 8;
constexpr int MostDepth = 8;      ///< of $ref and allOf
constexpr int MostSchemas = 2000; ///< of one message

std::vector<std::string> valuesOf(const YamlValue& schema)
{
    std::vector<std::string> values;
    if (const YamlValue* one = at(schema, "const")) {
        values.push_back(jsonText(*one));
    } else if (const YamlValue* several = at(schema, "enum"); several && isList(*several)) {
        for (const YamlValue& value : several->items) {
            values.push_back(jsonText(value));
        }
    }
    return values;
}

/// The most usual first.
constexpr auto Usual = std::to_array<std::string_view>(
    {"type", "event", "op", "method", "action", "kind", "cmd", "command", "msg", "messageType",
     "message_type", "eventType", "event_type", "e", "t", "channel", "topic", "name"});

class Collector
{
public:
    Collector(Resources& resources, int& looked) : resources_(resources), looked_(looked) {}

    std::vector<Discriminator> take() { return std::move(found_); }

    void look(const Place& schema, int depth)
    {
        const Place place = followed(schema);
        const YamlValue* properties = at(*place.value, "properties");
        if (depth > MostDepth || ++looked_ > MostSchemas) {
            return;
        }
        if (properties && isMap(*properties)) {
            const Place map = place.inner("properties", *properties);
            for (const YamlEntry& entry : properties->entries) {
                const Place member = followed(map.inner(entry.key, entry.value));
                auto values = valuesOf(*member.value);
                if (!values.empty() && values.size() <= MostValues) {
                    found_.push_back({entry.key, std::move(values)});
                }
            }
        }
        eachPart(place, "allOf", [&](const Place& part) { look(part, depth + 1); });
        lookAtAlternatives(place, "oneOf", depth);
        lookAtAlternatives(place, "anyOf", depth);
    }

private:
    template <class Visit>
    static void eachPart(const Place& place, const char* keyword, Visit visit)
    {
        const YamlValue* parts = at(*place.value, keyword);
        for (std::size_t i = 0; parts && i < parts->items.size(); ++i) {
            visit(place.inner(keyword, *parts).inner(std::to_string(i), parts->items[i]));
        }
    }

    /// What all alternatives have, with the values of each.
    void lookAtAlternatives(const Place& place, const char* keyword, int depth)
    {
        std::optional<std::vector<Discriminator>> common;
        eachPart(place, keyword, [&](const Place& part) {
            Collector collector(resources_, looked_);
            collector.look(part, depth + 1);
            auto found = collector.take();
            if (!common) {
                common = std::move(found);
                return;
            }
            std::erase_if(*common, [&found](Discriminator& one) {
                const auto same = std::ranges::find(found, one.key, &Discriminator::key);
                if (same != found.end()) {
                    addTo(one.values, same->values);
                }
                return same == found.end() || one.values.size() > MostValues;
            });
        });
        for (std::size_t i = 0; common && i < common->size(); ++i) {
            found_.push_back((*common)[i]);
        }
    }

    static void addTo(std::vector<std::string>& values, const std::vector<std::string>& more)
    {
        for (const std::string& value : more) {
            if (std::ranges::find(values, value) == values.end()) {
                values.push_back(value);
            }
        }
    }

    Place followed(const Place& place) const
    {
        Place at = place;
        for (int i = 0; i < MostDepth; ++i) {
            const YamlValue* reference = contract::at(*at.value, "$ref");
            const auto target =
                reference ? resources_.resolve(at, reference->text, reference->mark) : at;
            if (!reference || !target) {
                break;
            }
            at = *target;
        }
        return at;
    }

    Resources& resources_;
    int& looked_;
    std::vector<Discriminator> found_;
};

} // namespace

std::size_t usualRank(std::string_view key)
{
    return static_cast<std::size_t>(std::ranges::find(Usual, key) - Usual.begin());
}

bool isUsualDiscriminator(std::string_view key)
{
    return usualRank(key) < Usual.size();
}

void findDiscriminators(Resources& resources, std::vector<Message>& messages)
{
    std::set<std::string> keys; // for which some message allows one value
    for (Message& message : messages) {
        if (message.payload.value) {
            int looked = 0;
            Collector collector(resources, looked);
            collector.look(message.payload, 0);
            message.discriminators = collector.take();
        }
        for (const Discriminator& one : message.discriminators) {
            if (one.values.size() == 1) {
                keys.insert(one.key);
            }
        }
    }
    for (Message& message : messages) {
        std::erase_if(message.discriminators, [&keys](const Discriminator& one) {
            return one.values.size() > 1 && !keys.contains(one.key) &&
                   !isUsualDiscriminator(one.key);
        });
    }
}

} // namespace framescope::contract
