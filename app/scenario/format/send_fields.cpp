// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text/hex.h"
#include "base/text/qt_string.h"
#include "collection/format/message_fields.h"
#include "scenario/format/json_yaml.h"
#include "scenario/format/step_fields.h"
#include "scenario/model/value_texts.h"

#include <algorithm>
#include <array>

namespace framescope::scenario {

using collection::YamlEntry;
using collection::YamlValue;
using message::Draft;
using message::FrameDraft;

namespace {

/// Forms of bytes that are a key of their own here: {hex: cafe} is {binary: cafe, form: hex}.
constexpr auto ShortForms = std::to_array<const char*>({"hex", "base64", "file"});

/// The message with its short forms, and JSON that is written as YAML, written out.
YamlValue writtenOut(const YamlValue& value, Reading& reading)
{
    YamlValue map = value;
    for (std::size_t i = 0; i < map.entries.size(); ++i) {
        YamlEntry& entry = map.entries[i];
        if (const auto form = std::ranges::find(ShortForms, entry.key); form != ShortForms.end()) {
            YamlEntry formEntry{"form", YamlValue::plain(*form), entry.mark};
            entry.key = "binary";
            map.entries.push_back(std::move(formEntry));
            break;
        }
        if (entry.key == "json" && !entry.value.isScalar()) {
            reading.checkScalars(entry.value);
            YamlValue json = YamlValue::of(jsonOf(entry.value));
            json.mark = entry.value.mark;
            entry.value = std::move(json);
        }
        if (entry.key == "close" && entry.value.kind == YamlValue::Kind::Text) {
            YamlValue code = std::move(entry.value);
            entry.value = YamlValue::map({{"code", code, code.mark}});
            entry.value.mark = code.mark;
        }
    }
    return map;
}

/// A server's frames have no mask, unless the file gives them one.
void leaveMasksOut(const YamlValue& value, Draft& draft)
{
    const YamlEntry* frames = value.find("frames");
    for (std::size_t i = 0; frames && i < draft.frames.size(); ++i) {
        if (i < frames->value.items.size() && !frames->value.items[i].find("mask")) {
            draft.frames[i].mask = FrameDraft::Mask::None;
        }
    }
}

bool isPlainText(const Draft& draft)
{
    return draft.kind == Draft::Kind::Text && draft.form == message::Form::Text &&
           !draft.fragmentSize && !draft.ping;
}

constexpr auto RespondForms = std::to_array<const char*>({"text", "hex", "base64"});

/// What has no template can be looked at before it is sent.
void checkMessage(const Draft& draft, const YamlValue& value, Reading& reading)
{
    const bool hasFile = draft.form == message::Form::File ||
                         std::ranges::find(draft.frames, message::Form::File, &FrameDraft::form) !=
                             draft.frames.end(); // it may be made before it is sent
    if (hasFile || message::textsOf(draft).contains(QLatin1String("{{"))) {
        return;
    }
    message::TemplateScope scope;
    if (const auto outgoing = message::outgoingFrom(draft, scope); !outgoing) {
        reading.report(value.mark, outgoing.error());
    }
}

Send readMessageOf(const YamlValue& value, std::span<const std::string> keys, Reading& reading)
{
    Send send;
    send.folder = reading.folder().toStdString();
    if (value.kind == YamlValue::Kind::Text) {
        send.draft.content = reading.qText(value);
        return send;
    }
    const std::size_t before = reading.reported();
    reading.checkMap(value, keys);
    const YamlValue message = writtenOut(value, reading);
    send.draft = collection::readMessage(message, reading).draft;
    if (reading.inclusions().playsServer) {
        leaveMasksOut(message, send.draft);
    }
    if (reading.reported() == before) {
        checkMessage(send.draft, value, reading);
    }
    return send;
}

} // namespace

std::vector<std::string> respondKeys()
{
    return {RespondForms.begin(), RespondForms.end()};
}

std::vector<std::string> sendKeys()
{
    return {"text", "json",  "hex", "base64", "file", "binary",   "ping",
            "pong", "close", "raw", "frames", "form", "fragment", "ping-between"};
}

Send readSend(const YamlValue& value, Reading& reading)
{
    return readMessageOf(value, sendKeys(), reading);
}

YamlValue writeSend(const Send& send)
{
    YamlValue message = collection::writeMessage({.name = {}, .draft = send.draft});
    return isPlainText(send.draft) ? std::move(message.entries.front().value) : message;
}

std::vector<std::string> partKeys()
{
    std::vector<std::string> keys = sendKeys();
    keys.insert(keys.end(), {"first", "pieces", "pause"});
    return keys;
}

Part readPart(const YamlValue& value, Reading& reading)
{
    constexpr std::uint64_t Most = 1'000'000'000;
    Part part;
    part.pause = {"10ms", reading.placeOf(value.mark)};
    YamlValue message = value;
    std::erase_if(message.entries, [&](const YamlEntry& entry) {
        if (entry.key == "first") {
            part.first = reading.number(entry.value, 1, Most);
        } else if (entry.key == "pieces") {
            part.pieces = reading.number(entry.value, 1, Most);
        } else if (entry.key == "pause") {
            part.pause = reading.time(entry.value);
        } else {
            return false;
        }
        return true;
    });
    part.send = readMessageOf(message, partKeys(), reading);
    return part;
}

YamlValue writePart(const Part& part)
{
    YamlValue map = collection::writeMessage({.name = {}, .draft = part.send.draft});
    if (part.first > 0) {
        map.add("first", YamlValue::plain(std::to_string(part.first)));
    }
    if (part.pieces > 0) {
        map.add("pieces", YamlValue::plain(std::to_string(part.pieces)));
        map.add("pause", plainValue(part.pause));
    }
    return map;
}

Respond readRespond(const YamlValue& value, Reading& reading)
{
    Respond respond;
    if (value.kind == YamlValue::Kind::Map) {
        reading.checkMap(value, respondKeys());
        for (std::size_t i = 0; i < RespondForms.size(); ++i) {
            if (const YamlEntry* entry = value.find(RespondForms.at(i))) {
                constexpr std::array Forms{message::Form::Text, message::Form::Hex,
                                           message::Form::Base64};
                respond.form = Forms.at(i);
                constexpr std::array<Reading::Check, 3> Checks{nullptr, readable<parseHex>,
                                                               readable<base64From>};
                respond.bytes = reading.checked(entry->value, Checks.at(i));
            }
        }
    } else {
        respond.bytes = reading.checked(value);
    }
    return respond;
}

YamlValue writeRespond(const Respond& respond)
{
    return respond.form == message::Form::Text
               ? textValue(respond.bytes)
               : YamlValue::map({{respond.form == message::Form::Hex ? "hex" : "base64",
                                  textValue(respond.bytes),
                                  {}}});
}

} // namespace framescope::scenario
