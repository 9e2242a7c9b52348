// SPDX-License-Identifier: GPL-3.0-or-later
#include "collection/saved_file.h"

#include "base/bytes.h"
#include "base/text/qt_string.h"
#include "base/text/utf8_validator.h"
#include "collection/file_text.h"
#include "collection/format/message_fields.h"
#include "collection/format/option_fields.h"

#include <QFileInfo>

#include <algorithm>

namespace framescope::collection {

namespace {

constexpr const char* ConnectionsKey = "connections";

std::vector<std::string> connectionKeys()
{
    std::vector<std::string> keys{"name", "url"};
    std::ranges::copy(keysOf(optionFields()), std::back_inserter(keys));
    keys.emplace_back("messages");
    return keys;
}

SavedConnection readConnection(const YamlValue& value, const QString& path, YamlReader& reader)
{
    static const std::vector<std::string> Keys = connectionKeys();
    SavedConnection saved;
    if (!reader.checkMap(value, Keys)) {
        return saved;
    }
    const YamlEntry* url = value.find("url");
    if (url) {
        saved.address = reader.qText(url->value);
    } else {
        reader.report(value.mark, "the connection has no url", "write url: wss://HOST/PATH");
    }
    const YamlEntry* name = value.find("name");
    saved.name = name ? reader.qText(name->value) : nameFromPath(path);
    saved.folder = QFileInfo(path).absolutePath();
    readFields(optionFields(), value, saved.options, reader);
    if (const YamlEntry* messages = value.find("messages")) {
        reader.eachItem(messages->value, [&](const YamlValue& item) {
            saved.messages.push_back(readMessage(item, reader));
        });
    }
    return saved;
}

YamlValue writeConnection(const SavedConnection& saved, const QString& path)
{
    YamlValue map = YamlValue::map();
    if (saved.name != nameFromPath(path)) {
        map.add("name", YamlValue::of(saved.name.toStdString()));
    }
    map.add("url", YamlValue::of(saved.address.toStdString()));
    writeFields(optionFields(), saved.options, map);
    YamlValue messages = YamlValue::list({});
    for (const SavedMessage& message : saved.messages) {
        messages.items.push_back(writeMessage(message));
    }
    if (!messages.items.empty()) {
        map.add("messages", std::move(messages));
    }
    return map;
}

/// The first text that is not UTF-8, by the keys that lead to it; empty if there is none.
std::string placeOfBadText(const YamlValue& value)
{
    if (!isUtf8(asBytes(value.text))) {
        return "its text";
    }
    for (const YamlEntry& entry : value.entries) {
        if (!isUtf8(asBytes(entry.key)) || !placeOfBadText(entry.value).empty()) {
            return isUtf8(asBytes(entry.key)) ? entry.key : "a name";
        }
    }
    for (const YamlValue& item : value.items) {
        if (std::string place = placeOfBadText(item); !place.empty()) {
            return place;
        }
    }
    return {};
}

void checkNames(const SavedFile& file, const YamlMark& mark, YamlReader& reader)
{
    for (const SavedConnection& saved : file.connections) {
        if (file.find(saved.name) != &saved) {
            reader.report(
                mark, "two connections of the file are called \"" + saved.name.toStdString() + '"',
                "give each a name of its own");
        }
    }
}

} // namespace

const SavedConnection* SavedFile::find(const QString& name) const
{
    const auto found = std::ranges::find(connections, name, &SavedConnection::name);
    return found == connections.end() ? nullptr : &*found;
}

QString nameFromPath(const QString& path)
{
    return QFileInfo(path).completeBaseName();
}

Result<SavedFile> savedFileFrom(std::string_view text, const QString& path)
{
    const std::string name = path.toStdString();
    const auto documents = readYaml(text, name);
    if (!documents) {
        return tl::unexpected(documents.error());
    }
    SavedFile file;
    file.comment = leadingComment(text);
    YamlReader reader(name);
    for (const YamlValue& document : *documents) {
        const YamlEntry* list = document.find(ConnectionsKey);
        if (list && reader.checkMap(document, {ConnectionsKey})) {
            reader.eachItem(list->value, [&](const YamlValue& item) {
                file.connections.push_back(readConnection(item, path, reader));
            });
        } else if (!list) {
            file.connections.push_back(readConnection(document, path, reader));
        }
    }
    if (file.connections.empty()) {
        reader.report({1, 1}, "there is no connection in the file", "write url: wss://HOST/PATH");
    }
    checkNames(file, {1, 1}, reader);
    if (reader.mistake()) {
        return tl::unexpected(*reader.mistake());
    }
    return file;
}

Result<SavedFile> readSavedFile(const QString& path)
{
    return textOfFile(path).and_then(
        [&path](const std::string& text) { return savedFileFrom(text, path); });
}

Result<std::string> textOf(const SavedFile& file, const QString& path)
{
    YamlValue document;
    if (file.connections.size() == 1) {
        document = writeConnection(file.connections.front(), path);
    } else {
        YamlValue list = YamlValue::list({});
        for (const SavedConnection& saved : file.connections) {
            list.items.push_back(writeConnection(saved, path));
        }
        document = YamlValue::map();
        document.add(ConnectionsKey, std::move(list));
    }
    if (const std::string place = placeOfBadText(document); !place.empty()) {
        return failure("it is not UTF-8, which a saved connection can't hold", place);
    }
    return file.comment + yamlText(document);
}

Result<void> writeSavedFile(const SavedFile& file, const QString& path)
{
    return textOf(file, path).and_then([&path](const std::string& text) {
        return replaceFile(path, text);
    });
}

} // namespace framescope::collection
