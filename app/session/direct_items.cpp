// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/direct_items.h"

#include "message/bytes_content.h"

#include <memory>
#include <utility>

namespace framescope::session {

namespace {

QByteArray bytesOf(const message::Binary& message)
{
    return message.bytes;
}

template <class TextMessage>
QByteArray bytesOf(const TextMessage& message)
{
    return message.text.toUtf8();
}

message::Stream streamOf(const message::Fragments& fragments)
{
    QByteArray bytes =
        std::visit([](const auto& message) { return bytesOf(message); }, fragments.message);
    return {.content = std::make_shared<message::BytesContent>(std::move(bytes)),
            .text = !std::holds_alternative<message::Binary>(fragments.message),
            .fragmentSize = fragments.size,
            .ping = fragments.ping};
}

/// A data message as a whole.
message::Stream streamOf(const message::Data& data)
{
    const auto* text = std::get_if<QString>(&data.content);
    QByteArray bytes = text ? text->toUtf8() : std::get<QByteArray>(data.content);
    return {.content = std::make_shared<message::BytesContent>(std::move(bytes)),
            .text = text != nullptr,
            .fragmentSize = {},
            .ping = {}};
}

} // namespace

tap::DirectItem directItemOf(const message::Outgoing& outgoing)
{
    tap::DirectItem item;
    if (const auto* frames = std::get_if<message::Frames>(&outgoing)) {
        item.content = *frames;
    } else if (const auto* stream = std::get_if<message::Stream>(&outgoing)) {
        item.content = *stream;
    } else if (const auto* fragments = std::get_if<message::Fragments>(&outgoing)) {
        item.content = streamOf(*fragments);
    } else if (const auto data = message::dataOf(outgoing)) {
        item.content = streamOf(*data);
    } else {
        item.content = message::frameOf(outgoing);
        item.isClose = std::holds_alternative<message::Close>(outgoing);
        item.masked = !std::holds_alternative<message::Raw>(outgoing);
    }
    return item;
}

} // namespace framescope::session
