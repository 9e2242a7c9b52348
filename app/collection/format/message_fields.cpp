// SPDX-License-Identifier: GPL-3.0-or-later
#include "collection/format/message_fields.h"

#include "base/bytes.h"
#include "base/text/hex.h"
#include "collection/yaml/yaml_field.h"

#include <algorithm>
#include <array>
#include <limits>

namespace framescope::collection {

namespace {

using message::Draft;
using message::Form;
using message::FrameDraft;

constexpr std::uint64_t Unlimited = std::numeric_limits<std::int64_t>::max();

/// The keys of a message's content, in the order of Draft::Kind.
constexpr auto KindKeys = std::to_array<const char*>(
    {"text", "json", "binary", "ping", "pong", "close", "raw", "frames"});

/// In the order of Form.
constexpr auto FormWords =
    std::to_array<const char*>({"text", "hex", "base64", "file", "messagepack", "cbor"});

Form usualForm(Draft::Kind kind)
{
    return kind == Draft::Kind::Binary ? Form::Hex : Form::Text;
}

Form readForm(const YamlValue& value, YamlReader& reader)
{
    return static_cast<Form>(
        reader.choice(value, {"text", "hex", "base64", "file", "messagepack", "cbor"}));
}

YamlValue contentOf(const QString& text)
{
    const std::string utf8 = text.toStdString();
    return utf8.find('\n') == std::string::npos ? YamlValue::of(utf8) : YamlValue::block(utf8);
}

void readMask(const YamlValue& value, FrameDraft& into, YamlReader& reader)
{
    if (value.text == "random" || value.text == "none") {
        into.mask = value.text == "none" ? FrameDraft::Mask::None : FrameDraft::Mask::Random;
        return;
    }
    const auto key = parseHex(reader.text(value));
    if (!key || key->size() != into.key.size()) {
        reader.report(value.mark, "this is no mask",
                      "write random, none, or the key as 8 hex digits with quotation marks");
        return;
    }
    into.mask = FrameDraft::Mask::Key;
    std::ranges::copy(*key, into.key.begin());
}

YamlValue writeMask(const FrameDraft& from)
{
    return from.mask == FrameDraft::Mask::Random ? YamlValue()
           : from.mask == FrameDraft::Mask::None ? YamlValue::plain("none")
                                                 : YamlValue::of(toHex(from.key));
}

YamlValue unlessDefault(std::uint64_t number, std::uint64_t usual)
{
    return number == usual ? YamlValue() : YamlValue::plain(std::to_string(number));
}

/// The number of bits of the length, in the order of wire::LengthForm.
constexpr auto LengthBits = std::to_array<const char*>({"7", "16", "64"});

/// A payload in one of the forms; the key says which.
template <Form Which>
constexpr YamlField<FrameDraft> payloadField(const char* key)
{
    return {key,
            [](const YamlValue& value, FrameDraft& into, YamlReader& reader) {
                into.form = Which;
                into.payload = reader.qText(value);
            },
            [](const FrameDraft& from) {
                const bool isWritten =
                    from.form == Which && !(Which == Form::Text && from.payload.isEmpty());
                return isWritten ? contentOf(from.payload) : YamlValue();
            }};
}

using FrameField = YamlField<FrameDraft>;

constexpr std::array FrameFields{
    FrameField{"opcode",
               [](const YamlValue& value, FrameDraft& into, YamlReader& reader) {
                   into.opcode = static_cast<std::uint8_t>(reader.number(value, 0, 15));
               },
               [](const FrameDraft& from) { return unlessDefault(from.opcode, 1); }},
    truthField<FrameDraft, &FrameDraft::fin>("fin"),
    FrameField{"rsv",
               [](const YamlValue& value, FrameDraft& into, YamlReader& reader) {
                   into.rsv = static_cast<std::uint8_t>(reader.number(value, 0, 7));
               },
               [](const FrameDraft& from) { return unlessDefault(from.rsv, 0); }},
    FrameField{"mask", readMask, writeMask},
    FrameField{"length-bits",
               [](const YamlValue& value, FrameDraft& into, YamlReader& reader) {
                   into.lengthForm =
                       static_cast<wire::LengthForm>(reader.choice(value, {"7", "16", "64"}));
               },
               [](const FrameDraft& from) {
                   return from.lengthForm ? YamlValue::plain(LengthBits.at(
                                                static_cast<std::size_t>(*from.lengthForm)))
                                          : YamlValue();
               }},
    FrameField{"claimed-length",
               [](const YamlValue& value, FrameDraft& into, YamlReader& reader) {
                   into.claimedLength =
                       reader.number(value, 0, std::numeric_limits<std::uint64_t>::max());
               },
               [](const FrameDraft& from) {
                   return from.claimedLength ? YamlValue::plain(std::to_string(*from.claimedLength))
                                             : YamlValue();
               }},
    truthField<FrameDraft, &FrameDraft::compressed>("compressed"),
    payloadField<Form::Text>("text"),
    payloadField<Form::Hex>("hex"),
    payloadField<Form::Base64>("base64"),
    payloadField<Form::File>("file"),
    payloadField<Form::MessagePack>("messagepack"),
    payloadField<Form::Cbor>("cbor"),
};

void readFrames(const YamlValue& value, Draft& draft, YamlReader& reader)
{
    reader.eachItem(value, [&](const YamlValue& item) {
        FrameDraft frame;
        reader.checkMap(item, frameKeys());
        readFields(FrameFields, item, frame, reader);
        draft.frames.push_back(std::move(frame));
    });
}

YamlValue writeFrames(const Draft& draft)
{
    YamlValue list = YamlValue::list({});
    for (const FrameDraft& frame : draft.frames) {
        YamlValue map = YamlValue::map();
        writeFields(FrameFields, frame, map);
        list.items.push_back(std::move(map));
    }
    return list;
}

void readClose(const YamlValue& value, Draft& draft, YamlReader& reader)
{
    if (value.isNull() || !reader.checkMap(value, closeKeys())) {
        return;
    }
    const YamlEntry* code = value.find("code");
    const YamlEntry* payload = value.find("payload");
    const YamlEntry* content = payload ? payload : value.find("reason");
    if (payload ? value.entries.size() > 1 : content && !code) {
        reader.report(value.mark, "a Close has a code with a reason, or a payload in hex",
                      "write {code: 4000, reason: bye} or {payload: 0fa0}");
    }
    draft.code = code ? reader.qText(code->value) : QString();
    draft.content = content ? reader.qText(content->value) : QString();
}

YamlValue writeClose(const Draft& draft)
{
    YamlValue map = YamlValue::map({}, YamlValue::Style::Line);
    if (!draft.code.isEmpty()) {
        map.add("code", YamlValue::plain(draft.code.toStdString()));
    }
    if (!draft.content.isEmpty()) {
        map.add(draft.code.isEmpty() ? "payload" : "reason",
                YamlValue::of(draft.content.toStdString()));
    }
    return map;
}

void readContent(const YamlEntry& entry, Draft& draft, YamlReader& reader)
{
    if (draft.kind == Draft::Kind::Frames) {
        readFrames(entry.value, draft, reader);
    } else if (draft.kind == Draft::Kind::Close) {
        readClose(entry.value, draft, reader);
    } else {
        draft.content = reader.qText(entry.value);
    }
}

constexpr const char* MessageHint = "a message has one of text, json, binary, ping, pong, close, "
                                    "raw and frames";

} // namespace

std::vector<std::string> closeKeys()
{
    return {"code", "reason", "payload"};
}

std::vector<std::string> frameKeys()
{
    return keysOf(FrameFields);
}

SavedMessage readMessage(const YamlValue& value, YamlReader& reader)
{
    SavedMessage message;
    std::vector<std::string> keys{"name", "form", "fragment", "ping-between"};
    keys.insert(keys.begin() + 1, KindKeys.begin(), KindKeys.end());
    const bool areKnown = reader.checkMap(value, keys);
    Draft& draft = message.draft;
    const YamlEntry* content = nullptr;
    for (std::size_t i = 0; i < KindKeys.size(); ++i) {
        const YamlEntry* entry = value.find(KindKeys.at(i));
        if (entry && content) {
            reader.report(entry->mark, "a second content of the same message", MessageHint);
        }
        if (entry && !content) {
            content = entry;
            draft.kind = static_cast<Draft::Kind>(i);
        }
    }
    if (!content) {
        if (areKnown) {
            reader.report(value.mark, "the message has no content", MessageHint);
        }
        return message;
    }
    draft.form = usualForm(draft.kind);
    readContent(*content, draft, reader);
    if (const YamlEntry* name = value.find("name")) {
        message.name = reader.qText(name->value);
    }
    if (const YamlEntry* form = value.find("form")) {
        draft.form = readForm(form->value, reader);
    }
    if (const YamlEntry* fragment = value.find("fragment")) {
        draft.fragmentSize = reader.number(fragment->value, 1, Unlimited);
    }
    if (const YamlEntry* ping = value.find("ping-between")) {
        draft.ping = reader.qText(ping->value);
    }
    return message;
}

YamlValue writeMessage(const SavedMessage& message)
{
    const Draft& draft = message.draft;
    YamlValue map = YamlValue::map();
    if (!message.name.isEmpty()) {
        map.add("name", YamlValue::of(message.name.toStdString()));
    }
    const char* key = KindKeys.at(static_cast<std::size_t>(draft.kind));
    switch (draft.kind) {
    case Draft::Kind::Frames:
        map.entries.push_back({key, writeFrames(draft), {}});
        break;
    case Draft::Kind::Close:
        map.entries.push_back({key, writeClose(draft), {}});
        break;
    default:
        map.add(key, contentOf(draft.content));
    }
    if (draft.form != usualForm(draft.kind)) {
        map.add("form", YamlValue::plain(FormWords.at(static_cast<std::size_t>(draft.form))));
    }
    if (draft.fragmentSize) {
        map.add("fragment", YamlValue::plain(std::to_string(*draft.fragmentSize)));
    }
    if (draft.ping) {
        map.add("ping-between", YamlValue::of(draft.ping->toStdString()));
    }
    return map;
}

} // namespace framescope::collection
