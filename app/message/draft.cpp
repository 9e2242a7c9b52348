// SPDX-License-Identifier: GPL-3.0-or-later
#include "message/draft.h"

#include "base/text/base64.h"
#include "base/text/counted.h"
#include "base/text/qt_string.h"
#include "base/text/utf8_validator.h"
#include "message/bytes_content.h"
#include "message/encoded_json.h"
#include "message/file_content.h"
#include "wire/frames/close_codes.h"

#include <string>
#include <utility>

namespace framescope::message {

namespace {

/// `part`: of the draft; empty for its content, which is all that most have.
Error inPart(const std::string& part, Error error)
{
    const bool both = !part.empty() && !error.where.empty();
    error.where = part + (both ? ", " : "") + error.where;
    return error;
}

Result<QString> expandedPart(const std::string& part, const QString& text, TemplateScope& scope)
{
    return expanded(text, scope).map_error([&](Error error) {
        return inPart(part, std::move(error));
    });
}

Result<QByteArray> bytesFromBase64(const QString& text)
{
    const QByteArray utf8 = text.toUtf8();
    const Base64 decoded = decodeBase64(viewOf(utf8));
    if (decoded.failure) {
        return failure(decoded.failure->what,
                       "character " + std::to_string(decoded.failure->offset + 1));
    }
    return toByteArray(decoded.bytes);
}

Result<QByteArray> bytesFromUtf8(const QString& text)
{
    return check(Text{text}).map([&](std::uint64_t /*length*/) { return text.toUtf8(); });
}

/// The bytes that a text gives; not for files.
Result<QByteArray> bytesFrom(Form form, const QString& text)
{
    switch (form) {
    case Form::Text:
        return bytesFromUtf8(text);
    case Form::Hex:
        return bytesFromHex(text.toStdString());
    case Form::Base64:
        return bytesFromBase64(text);
    case Form::MessagePack:
        return messagePackFrom(text);
    case Form::Cbor:
        return cborFrom(text);
    case Form::File:
        break;
    }
    return failure("a file can't be used here", {}, "write the bytes as text, hex or base64");
}

Result<QByteArray> payloadFrom(const std::string& part, Form form, const QString& text,
                               TemplateScope& scope)
{
    return expandedPart(part, text, scope).and_then([&](const QString& whole) {
        return bytesFrom(form, whole).map_error([&](Error error) {
            return inPart(part, std::move(error));
        });
    });
}

/// What a data message has besides its content.
struct Fragmentation
{
    std::optional<std::uint64_t> size;
    std::optional<QByteArray> ping;
};

Result<Fragmentation> fragmentationOf(const Draft& draft, TemplateScope& scope)
{
    Fragmentation result{draft.fragmentSize, {}};
    if (draft.fragmentSize == 0) {
        return failure("a fragment can't have 0 bytes", "fragment size", "use 1 or more");
    }
    if (!draft.ping) {
        return result;
    }
    if (!draft.fragmentSize) {
        return failure("a ping goes between two fragments", "ping",
                       "give the size of a fragment, or leave the ping out");
    }
    return payloadFrom("ping", Form::Text, *draft.ping, scope)
        .and_then([&](const QByteArray& payload) -> Result<Fragmentation> {
            if (const auto fits = check(Ping{payload}); !fits) {
                return tl::unexpected(inPart("ping", fits.error()));
            }
            result.ping = payload;
            return result;
        });
}

template <class Message>
Outgoing fragmented(Message message, const Fragmentation& fragments)
{
    if (fragments.size) {
        return Fragments{std::move(message), *fragments.size, fragments.ping};
    }
    return message;
}

Outgoing streamOf(std::shared_ptr<Content> content, bool text, const Fragmentation& fragments)
{
    return Stream{std::move(content), text, fragments.size, fragments.ping};
}

Outgoing dataFrom(const QByteArray& bytes, bool text, const Fragmentation& fragments)
{
    if (!text) {
        return fragmented(Binary{bytes}, fragments);
    }
    if (isUtf8(viewOf(bytes))) {
        return fragmented(Text{toQString(asText(viewOf(bytes)))}, fragments);
    }
    return streamOf(std::make_shared<BytesContent>(bytes), true, fragments);
}

Result<Outgoing> fileFrom(const QString& path, bool text, const Fragmentation& fragments)
{
    if (path.isEmpty()) {
        return failure("the name of the file is missing");
    }
    auto content = FileContent::open(path.toStdString());
    if (!content) {
        return tl::unexpected(content.error());
    }
    const std::uint64_t size = (*content)->size();
    if (size > LargestFileInMemory) {
        return streamOf(*content, text, fragments);
    }
    Bytes bytes(size);
    return (*content)->read(bytes).and_then([&](std::size_t) -> Result<Outgoing> {
        if (text && !isUtf8(bytes)) {
            return failure("the file is not UTF-8", path.toStdString(), "send it as binary");
        }
        return dataFrom(toByteArray(bytes), text, fragments);
    });
}

/// `content`: of the draft, with its templates expanded.
Result<Outgoing> dataFrom(const Draft& draft, const QString& content,
                          const Fragmentation& fragments)
{
    const bool isText = draft.kind == Draft::Kind::Text;
    auto outgoing = [&]() -> Result<Outgoing> {
        if (draft.kind == Draft::Kind::Json) {
            return fragmented(Json{content}, fragments);
        }
        if (isText && draft.form == Form::Text) {
            return fragmented(Text{content}, fragments);
        }
        if (draft.form == Form::File) {
            return fileFrom(content, isText, fragments);
        }
        return bytesFrom(draft.form, content).map([&](const QByteArray& bytes) {
            return dataFrom(bytes, isText, fragments);
        });
    }();
    if (outgoing) {
        if (const auto fits = check(*outgoing); !fits) {
            outgoing = tl::unexpected(fits.error());
        }
    }
    return outgoing.map_error([](Error error) { return inPart("", std::move(error)); });
}

template <class Control>
Result<Outgoing> controlFrom(const Draft& draft, TemplateScope& scope)
{
    return payloadFrom("payload", draft.form, draft.content, scope)
        .and_then([](const QByteArray& payload) -> Result<Outgoing> {
            const Control control{payload};
            if (const auto fits = check(control); !fits) {
                return tl::unexpected(inPart("payload", fits.error()));
            }
            return control;
        });
}

Outgoing closeFrame(ByteView payload)
{
    return Frames{{Frame{{.opcode = wire::Opcode::Close, .maskKey = wire::randomMaskKey()},
                         toByteArray(payload)}}};
}

Result<std::uint16_t> codeFrom(const QString& text)
{
    bool isNumber = false;
    const ushort code = text.trimmed().toUShort(&isNumber);
    if (!isNumber) {
        return failure("the code is no number from 0 to 65535", "code",
                       "1000 is a normal end, 3000 to 4999 are for applications");
    }
    return code;
}

Result<Outgoing> closeFrom(std::uint16_t code, const QString& reason)
{
    return check(Close{1000, reason})
        .map_error([](Error error) { return inPart("reason", std::move(error)); })
        .map([&](std::uint64_t /*length*/) -> Outgoing {
            if (wire::closeCode(code).validOnWire) {
                return Close{code, reason};
            }
            return closeFrame(wire::closePayload(code, reason.toStdString()));
        });
}

Result<Outgoing> closeFrom(const Draft& draft, TemplateScope& scope)
{
    if (draft.code.isEmpty()) {
        return payloadFrom("payload", Form::Hex, draft.content, scope)
            .map([](const QByteArray& payload) -> Outgoing {
                return payload.isEmpty() ? Outgoing(Close{}) : closeFrame(viewOf(payload));
            });
    }
    const auto code = expandedPart("code", draft.code, scope).and_then(codeFrom);
    if (!code) {
        return tl::unexpected(code.error());
    }
    return expandedPart("reason", draft.content, scope).and_then([&](const QString& reason) {
        return closeFrom(*code, reason);
    });
}

/// The largest length that a form can hold.
std::uint64_t mostOf(wire::LengthForm form)
{
    switch (form) {
    case wire::LengthForm::Bits7:
        return 125;
    case wire::LengthForm::Bits16:
        return 0xFFFF;
    case wire::LengthForm::Bits64:
        break;
    }
    return UINT64_MAX;
}

Result<Frame> frameFrom(const FrameDraft& draft, const std::string& name, TemplateScope& scope)
{
    if (draft.opcode > 15 || draft.rsv > 7) {
        return failure("an opcode has 4 bits, and there are 3 reserved ones", name);
    }
    auto payload = payloadFrom(name + ", payload", draft.form, draft.payload, scope);
    if (!payload) {
        return tl::unexpected(payload.error());
    }
    const std::uint64_t length = draft.claimedLength.value_or(viewOf(*payload).size());
    if (draft.lengthForm && !draft.compressed && length > mostOf(*draft.lengthForm)) {
        return failure("the length " + std::to_string(length) + " does not fit into this form",
                       name + ", length", "choose a longer form, or claim a shorter length");
    }
    Frame frame{{.fin = draft.fin,
                 .rsv = draft.rsv,
                 .opcode = static_cast<wire::Opcode>(draft.opcode),
                 .lengthForm = draft.lengthForm,
                 .claimedLength = draft.claimedLength},
                *payload,
                draft.compressed};
    if (draft.mask != FrameDraft::Mask::None) {
        frame.spec.maskKey =
            draft.mask == FrameDraft::Mask::Key ? draft.key : wire::randomMaskKey();
    }
    return frame;
}

Result<Outgoing> framesFrom(const Draft& draft, TemplateScope& scope)
{
    if (draft.frames.empty()) {
        return failure("there is no frame", "frames", "add one");
    }
    Frames frames;
    for (const FrameDraft& one : draft.frames) {
        auto frame = frameFrom(one, "frame " + std::to_string(frames.frames.size() + 1), scope);
        if (!frame) {
            return tl::unexpected(frame.error());
        }
        frames.frames.push_back(*std::move(frame));
    }
    return frames;
}

Result<Outgoing> outgoingOf(const Draft& draft, TemplateScope& scope)
{
    switch (draft.kind) {
    case Draft::Kind::Text:
    case Draft::Kind::Json:
    case Draft::Kind::Binary:
        return expandedPart("", draft.content, scope).and_then([&](const QString& content) {
            return fragmentationOf(draft, scope).and_then([&](const Fragmentation& fragments) {
                return dataFrom(draft, content, fragments);
            });
        });
    case Draft::Kind::Ping:
        return controlFrom<Ping>(draft, scope);
    case Draft::Kind::Pong:
        return controlFrom<Pong>(draft, scope);
    case Draft::Kind::Close:
        return closeFrom(draft, scope);
    case Draft::Kind::Raw:
        return payloadFrom("", Form::Hex, draft.content, scope)
            .and_then([](const QByteArray& bytes) -> Result<Outgoing> {
                if (bytes.isEmpty()) {
                    return failure("there are no bytes to send");
                }
                return Raw{bytes};
            });
    case Draft::Kind::Frames:
        break;
    }
    return framesFrom(draft, scope);
}

} // namespace

QString textsOf(const Draft& draft)
{
    QStringList texts{draft.content, draft.code, draft.ping.value_or(QString())};
    for (const FrameDraft& frame : draft.frames) {
        texts += frame.payload;
    }
    return texts.join(QLatin1Char('\n'));
}

Outgoing sameMessage(const QByteArray& payload, bool isBinary)
{
    return dataFrom(payload, !isBinary, {});
}

Result<Outgoing> outgoingFrom(const Draft& draft, TemplateScope& scope)
{
    const std::uint64_t counter = scope.counter;
    const RandomNumbers random = scope.random;
    auto outgoing = outgoingOf(draft, scope);
    if (!outgoing) {
        scope.counter = counter;
        scope.random = random;
    }
    return outgoing;
}

} // namespace framescope::message
