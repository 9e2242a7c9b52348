// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/format/step_fields.h"
#include "scenario/model/value_texts.h"

#include <array>

namespace framescope::scenario {

using collection::YamlEntry;
using collection::YamlValue;

namespace {

template <class T>
constexpr Field<T> headersRow()
{
    return {"headers",
            [](const YamlValue& value, T& into, Reading& reading) {
                reading.eachHeader(value, [&](const YamlEntry& entry) {
                    into.headers.emplace_back(
                        entry.key, reading.checked(entry.value, readable<headerValueFrom>));
                });
            },
            [](const T& from) {
                YamlValue list = YamlValue::list({});
                for (const auto& [name, text] : from.headers) {
                    list.items.push_back(YamlValue::map({{name, textValue(text), {}}}));
                }
                return list.items.empty() ? YamlValue() : list;
            }};
}

constexpr std::array AcceptFields{
    plainRow<Accept, &Accept::status, readable<statusFrom>>("status"),
    headersRow<Accept>(),
    textRow<Accept, &Accept::subprotocol>("subprotocol"),
    Field<Accept>{
        "deflate",
        [](const YamlValue& value, Accept& into, Reading& reading) {
            into.deflate = reading.truth(value);
        },
        [](const Accept& from) { return from.deflate ? YamlValue() : YamlValue::plain("false"); }},
};
constexpr std::array RefuseFields{
    Field<Refuse>{"status",
                  [](const YamlValue& value, Refuse& into, Reading& reading) {
                      into.status = reading.checked(value, readable<statusFrom>);
                  },
                  [](const Refuse& from) { return plainValue(from.status); }},
    headersRow<Refuse>(),
    textRow<Refuse, &Refuse::body>("body"),
};

std::span<const Field<Accept>> acceptFields()
{
    return AcceptFields;
}

std::span<const Field<Refuse>> refuseFields()
{
    return RefuseFields;
}

} // namespace

std::vector<std::string> acceptKeys()
{
    return keysOf(acceptFields());
}

std::vector<std::string> refuseKeys()
{
    return keysOf(refuseFields());
}

Accept readAccept(const YamlValue& value, Reading& reading)
{
    Accept accept;
    accept.place = reading.placeOf(value.mark);
    if (!value.isNull()) {
        reading.checkMap(value, acceptKeys());
        readFields(acceptFields(), value, accept, reading);
    }
    return accept;
}

YamlValue writeAccept(const Accept& accept)
{
    YamlValue map = YamlValue::map();
    writeFields(acceptFields(), accept, map);
    return map;
}

Refuse readRefuse(const YamlValue& value, Reading& reading)
{
    Refuse refuse;
    refuse.place = reading.placeOf(value.mark);
    refuse.status = {"403", refuse.place};
    if (value.kind == YamlValue::Kind::Text) {
        refuse.status = reading.checked(value, readable<statusFrom>);
    } else if (!value.isNull()) {
        reading.checkMap(value, refuseKeys());
        readFields(refuseFields(), value, refuse, reading);
    }
    return refuse;
}

YamlValue writeRefuse(const Refuse& refuse)
{
    YamlValue map = YamlValue::map();
    writeFields(refuseFields(), refuse, map);
    return map.entries.size() == 1 ? std::move(map.entries.front().value) : map;
}

} // namespace framescope::scenario
