// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text/qt_string.h"
#include "collection/format/option_fields.h"
#include "collection/resolving.h"
#include "collection/saved_reference.h"
#include "scenario/format/step_fields.h"

#include <algorithm>

namespace framescope::scenario {

using collection::YamlEntry;
using collection::YamlValue;
using connection::ConnectionOptions;

namespace {

constexpr const char* UrlKey = "url";
constexpr const char* FromKey = "connection";

/// The saved connection that another one is made of.
collection::SavedConnection savedCalled(const std::string& from, const QString& folder)
{
    auto saved = collection::savedConnectionCalled(toQString(from));
    return saved ? collection::inFolder(*std::move(saved), folder) : collection::SavedConnection();
}

void readFrom(const YamlValue& value, Connect& into, Reading& reading)
{
    into.from = reading.wholePath(reading.text(value));
    const auto saved = collection::savedConnectionCalled(toQString(into.from));
    if (!saved) {
        reading.report(value.mark, saved.error());
        return;
    }
    into.saved = collection::inFolder(*saved, reading.folder());
}

YamlValue writtenOptions(const ConnectionOptions& options)
{
    YamlValue map = YamlValue::map();
    writeFields(collection::optionFields(), options, map);
    return map;
}

} // namespace

std::vector<std::string> connectKeys()
{
    std::vector<std::string> keys{UrlKey, FromKey};
    std::ranges::copy(keysOf(collection::optionFields()), std::back_inserter(keys));
    return keys;
}

Connect readConnect(const YamlValue& value, Reading& reading)
{
    Connect connect;
    connect.place = reading.placeOf(value.mark);
    connect.saved.folder = reading.folder();
    if (value.kind == YamlValue::Kind::Text) {
        connect.saved.address = reading.qText(value);
        return connect;
    }
    if (!reading.checkMap(value, connectKeys())) {
        return connect;
    }
    if (const YamlEntry* from = value.find(FromKey)) {
        readFrom(from->value, connect, reading);
        connect.saved.messages.clear();
    } else if (!value.find(UrlKey)) {
        reading.report(value.mark, "there is nothing to connect to",
                       "write url: wss://HOST/PATH, or connection: FILE#NAME");
    }
    if (const YamlEntry* url = value.find(UrlKey)) {
        connect.saved.address = reading.qText(url->value);
    }
    // A list stands in place of the saved connection's.
    if (value.find("headers")) {
        connect.saved.options.headers.clear();
    }
    if (value.find("cookies")) {
        connect.saved.options.cookies.clear();
    }
    readFields(collection::optionFields(), value, connect.saved.options, reading);
    return connect;
}

YamlValue writeConnect(const Connect& connect)
{
    const auto base = connect.from.empty() ? collection::SavedConnection()
                                           : savedCalled(connect.from, connect.saved.folder);
    YamlValue map = YamlValue::map();
    if (!connect.from.empty()) {
        map.add(FromKey, YamlValue::of(connect.from));
    }
    if (connect.saved.address != base.address) {
        map.add(UrlKey, YamlValue::of(connect.saved.address.toStdString()));
    }
    const YamlValue usual = writtenOptions(base.options);
    for (YamlEntry& entry : writtenOptions(connect.saved.options).entries) {
        const YamlEntry* same = usual.find(entry.key);
        if (!same || yamlText(same->value) != yamlText(entry.value)) {
            map.entries.push_back(std::move(entry));
        }
    }
    const bool isUrl = map.entries.size() == 1 && map.entries.front().key == UrlKey;
    return isUrl ? std::move(map.entries.front().value) : map;
}

} // namespace framescope::scenario
