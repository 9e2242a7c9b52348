// SPDX-License-Identifier: GPL-3.0-or-later
#include "message/draft_json.h"

#include "base/text/hex.h"
#include "base/text/qt_string.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

#include <nlohmann/json.hpp>

namespace framescope::message {

namespace {

using Object = nlohmann::ordered_json;

constexpr auto KindWords = std::to_array<std::string_view>(
    {"text", "json", "binary", "ping", "pong", "close", "raw", "frames"});
constexpr auto FormWords =
    std::to_array<std::string_view>({"text", "hex", "base64", "file", "messagepack", "cbor"});
constexpr auto LengthBits = std::to_array<std::uint64_t>({7, 16, 64});

template <class Value, class Usual>
void put(Object& object, const char* key, const Value& value, const Usual& usual)
{
    if (value != usual) {
        object[key] = value;
    }
}

Object maskJson(const FrameDraft& frame)
{
    return frame.mask == FrameDraft::Mask::Random ? Object("random")
           : frame.mask == FrameDraft::Mask::None ? Object("none")
                                                  : Object(toHex(frame.key));
}

Object frameJson(const FrameDraft& frame)
{
    const FrameDraft usual;
    Object object = Object::object();
    put(object, "opcode", frame.opcode, usual.opcode);
    put(object, "fin", frame.fin, usual.fin);
    put(object, "rsv", frame.rsv, usual.rsv);
    put(object, "mask", maskJson(frame), "random");
    if (frame.lengthForm) {
        object["length-bits"] = LengthBits.at(static_cast<std::size_t>(*frame.lengthForm));
    }
    if (frame.claimedLength) {
        object["claimed-length"] = *frame.claimedLength;
    }
    put(object, "compressed", frame.compressed, usual.compressed);
    put(object, "form", FormWords.at(static_cast<std::size_t>(frame.form)), FormWords.front());
    put(object, "payload", frame.payload.toStdString(), "");
    return object;
}

/// Reads the members of an object; after a mistake all values are the usual ones.
class MemberReader
{
public:
    explicit MemberReader(const Object& object) : object_(object) {}

    const std::optional<Error>& mistake() const { return mistake_; }

    QString text(const char* key)
    {
        const Object* value = find(key);
        if (value && !value->is_string()) {
            report(key, "is no text");
            return {};
        }
        return value ? toQString(value->get_ref<const std::string&>()) : QString();
    }

    std::optional<std::uint64_t> number(const char* key, std::uint64_t most)
    {
        const Object* value = find(key);
        if (value && (!value->is_number_unsigned() || value->get<std::uint64_t>() > most)) {
            report(key, "is no number from 0 to " + std::to_string(most));
            return std::nullopt;
        }
        return value ? std::optional(value->get<std::uint64_t>()) : std::nullopt;
    }

    bool truth(const char* key, bool usual)
    {
        const Object* value = find(key);
        if (value && !value->is_boolean()) {
            report(key, "is neither true nor false");
            return usual;
        }
        return value ? value->get<bool>() : usual;
    }

    /// The index of the value among words; 0 if there is none.
    template <class Words>
    std::size_t choice(const char* key, const Words& words)
    {
        const Object* value = find(key);
        if (!value) {
            return 0;
        }
        const auto found =
            std::ranges::find_if(words, [&](const auto& word) { return *value == word; });
        if (found == words.end()) {
            report(key, "has a value that is unknown");
            return 0;
        }
        return static_cast<std::size_t>(found - words.begin());
    }

    const Object* find(const char* key) const
    {
        const auto found = object_.find(key);
        return found == object_.end() ? nullptr : &*found;
    }

    void report(const char* key, const std::string& what)
    {
        if (!mistake_) {
            mistake_ = Error{what, key, {}};
        }
    }

private:
    const Object& object_;
    std::optional<Error> mistake_;
};

void readMask(MemberReader& reader, FrameDraft& frame)
{
    const QString word = reader.text("mask");
    if (word.isEmpty() || word == QLatin1String("random")) {
        return;
    }
    if (word == QLatin1String("none")) {
        frame.mask = FrameDraft::Mask::None;
        return;
    }
    const auto key = parseHex(word.toStdString());
    if (!key || key->size() != frame.key.size()) {
        reader.report("mask", "is neither random, none nor a key of 8 hex digits");
        return;
    }
    frame.mask = FrameDraft::Mask::Key;
    std::ranges::copy(*key, frame.key.begin());
}

Result<FrameDraft> frameFrom(const Object& object)
{
    if (!object.is_object()) {
        return failure("is no object", "frames");
    }
    MemberReader reader(object);
    FrameDraft frame;
    frame.opcode = static_cast<std::uint8_t>(reader.number("opcode", 15).value_or(frame.opcode));
    frame.fin = reader.truth("fin", frame.fin);
    frame.rsv = static_cast<std::uint8_t>(reader.number("rsv", 7).value_or(frame.rsv));
    readMask(reader, frame);
    if (reader.find("length-bits")) {
        frame.lengthForm = static_cast<wire::LengthForm>(reader.choice("length-bits", LengthBits));
    }
    frame.claimedLength = reader.number("claimed-length", UINT64_MAX);
    frame.compressed = reader.truth("compressed", frame.compressed);
    frame.form = static_cast<Form>(reader.choice("form", FormWords));
    frame.payload = reader.text("payload");
    if (reader.mistake()) {
        return tl::unexpected(*reader.mistake());
    }
    return frame;
}

Result<Draft> draftFrom(const Object& object)
{
    MemberReader reader(object);
    Draft draft;
    draft.kind = static_cast<Draft::Kind>(reader.choice("kind", KindWords));
    draft.form = static_cast<Form>(reader.choice("form", FormWords));
    draft.content = reader.text("content");
    draft.code = reader.text("code");
    draft.fragmentSize = reader.number("fragment", UINT64_MAX);
    if (reader.find("ping-between")) {
        draft.ping = reader.text("ping-between");
    }
    const Object* frames = reader.find("frames");
    if (frames && !frames->is_array()) {
        reader.report("frames", "is no list");
    }
    if (reader.mistake()) {
        return tl::unexpected(*reader.mistake());
    }
    for (const Object& one : frames ? *frames : Object::array()) {
        auto frame = frameFrom(one);
        if (!frame) {
            return tl::unexpected(frame.error());
        }
        draft.frames.push_back(*std::move(frame));
    }
    return draft;
}

} // namespace

std::string draftJson(const Draft& draft)
{
    Object object = {{"kind", KindWords.at(static_cast<std::size_t>(draft.kind))}};
    put(object, "form", FormWords.at(static_cast<std::size_t>(draft.form)), FormWords.front());
    put(object, "content", draft.content.toStdString(), "");
    put(object, "code", draft.code.toStdString(), "");
    if (draft.fragmentSize) {
        object["fragment"] = *draft.fragmentSize;
    }
    if (draft.ping) {
        object["ping-between"] = draft.ping->toStdString();
    }
    for (const FrameDraft& frame : draft.frames) {
        object["frames"].push_back(frameJson(frame));
    }
    return object.dump(-1, ' ', false, Object::error_handler_t::replace);
}

Result<Draft> draftFromJson(std::string_view json)
{
    const Object object = Object::parse(json, nullptr, false);
    if (!object.is_object()) {
        return failure("the line is no JSON object");
    }
    return draftFrom(object);
}

} // namespace framescope::message
