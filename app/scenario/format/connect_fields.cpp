// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text/qt_string.h"
#include "collection/format/option_fields.h"
#include "collection/resolving.h"
#include "collection/saved_reference.h"
#include "connection/address_input.h"
#include "scenario/format/step_fields.h"

#include <algorithm>

namespace framescope::scenario {

using collection::YamlEntry;
using collection::YamlValue;
using connection::ConnectionOptions;
using OptionField = collection::YamlField<ConnectionOptions>;

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

/// Reports what is wrong with one option, with each item of a list at its place. Texts with
/// templates are left out.
void checkOption(const OptionField& field, const YamlValue& value, Reading& reading)
{
    if (value.kind == YamlValue::Kind::List && value.items.size() > 1) {
        for (const YamlValue& item : value.items) {
            YamlValue alone = YamlValue::list({item});
            alone.mark = item.mark;
            checkOption(field, alone, reading);
        }
        return;
    }
    collection::YamlReader scratch{std::string()}; // the mistakes of reading were reported
    ConnectionOptions options;
    field.read(value, options, scratch);
    if (const auto done = check(collection::withWords(options)); !done && !scratch.mistake()) {
        reading.report(value.items.size() == 1 ? value.items.front().mark : value.mark,
                       done.error());
    }
}

void checkOptions(const YamlValue& value, const ConnectionOptions& options, Reading& reading)
{
    const std::size_t before = reading.reported();
    for (const OptionField& field : collection::optionFields()) {
        if (const YamlEntry* entry = value.find(field.key)) {
            checkOption(field, entry->value, reading);
        }
    }
    if (reading.reported() == before) { // what each alone does not show
        if (const auto done = check(collection::withWords(options)); !done) {
            reading.report(value.mark, done.error());
        }
    }
    const YamlEntry* tls = value.find("tls");
    for (const char* key : {"ca", "certificate", "key"}) {
        if (const YamlEntry* file = tls ? tls->value.find(key) : nullptr) {
            reading.checkFile(file->value);
        }
    }
}

QString readAddress(const YamlValue& value, Reading& reading)
{
    QString address = reading.qText(value);
    if (value.isText() && !address.contains(QLatin1String("{{"))) {
        if (const auto read = connection::addressFromInput(address); !read) {
            reading.report(value.mark, read.error());
        }
    }
    return address;
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
        connect.saved.address = readAddress(value, reading);
        return connect;
    }
    const bool areKnown = reading.checkMap(value, connectKeys());
    if (const YamlEntry* from = value.find(FromKey)) {
        readFrom(from->value, connect, reading);
        connect.saved.messages.clear();
    } else if (areKnown && !value.find(UrlKey)) {
        reading.report(value.mark, "there is nothing to connect to",
                       "write url: wss://HOST/PATH, or connection: FILE#NAME");
    }
    if (const YamlEntry* url = value.find(UrlKey)) {
        connect.saved.address = readAddress(url->value, reading);
    }
    // A list stands in place of the saved connection's.
    if (value.find("headers")) {
        connect.saved.options.headers.clear();
    }
    if (value.find("cookies")) {
        connect.saved.options.cookies.clear();
    }
    readFields(collection::optionFields(), value, connect.saved.options, reading);
    checkOptions(value, connect.saved.options, reading);
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
