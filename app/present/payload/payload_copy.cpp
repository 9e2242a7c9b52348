// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/payload/payload_copy.h"

#include "present/payload/decoded_text.h"
#include "present/words/format.h"
#include "work/postbox.h"

namespace framescope::present {

namespace {

QByteArray viewOf(ByteView bytes)
{
    return QByteArray::fromRawData(reinterpret_cast<const char*>(bytes.data()),
                                   static_cast<qsizetype>(bytes.size()));
}

QString arrayText(ByteView bytes)
{
    constexpr std::size_t aLine = 16;
    QString text = QStringLiteral("{");
    text.reserve(static_cast<qsizetype>(bytes.size() * 6 + 4));
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (i > 0) {
            text += i % aLine == 0 ? QLatin1String(",\n ") : QLatin1String(", ");
        }
        constexpr const char* digits = "0123456789abcdef";
        text += QLatin1String("0x");
        text += QLatin1Char(digits[bytes[i] >> 4U]);
        text += QLatin1Char(digits[bytes[i] & 15U]);
    }
    return text + QLatin1Char('}');
}

QString formatName(CopyFormat format)
{
    switch (format) {
    case CopyFormat::Text:
        return PayloadCopy::tr("as text");
    case CopyFormat::Hex:
        return PayloadCopy::tr("as hex");
    case CopyFormat::CArray:
        return PayloadCopy::tr("as a C array");
    case CopyFormat::Base64:
        break;
    }
    return PayloadCopy::tr("as base64");
}

} // namespace

QString copyText(ByteView bytes, CopyFormat format)
{
    switch (format) {
    case CopyFormat::Text:
        return decodeText(bytes, bytes.size(), Controls::AsSent).text;
    case CopyFormat::Hex:
        return QString::fromLatin1(viewOf(bytes).toHex(' '));
    case CopyFormat::CArray:
        return arrayText(bytes);
    case CopyFormat::Base64:
        break;
    }
    return QString::fromLatin1(viewOf(bytes).toBase64());
}

std::uint64_t PayloadCopy::maxBytes(CopyFormat format)
{
    switch (format) {
    case CopyFormat::Text:
        break;
    case CopyFormat::Hex:
        return MaxCharacters / 3;
    case CopyFormat::CArray:
        return MaxCharacters / 6;
    case CopyFormat::Base64:
        return MaxCharacters / 4 * 3;
    }
    return MaxCharacters;
}

PayloadCopy::PayloadCopy(QObject* parent) : QObject(parent) {}

PayloadCopy::~PayloadCopy() = default;

void PayloadCopy::start(std::shared_ptr<const Payload> payload, std::uint64_t first,
                        std::uint64_t count, CopyFormat format)
{
    constexpr std::uint64_t little = 64 * 1024;
    task_.cancel();
    const std::uint64_t number = ++newest_;
    running_ = false;
    if (count > maxBytes(format)) {
        emit failed(
            tr("%1 are too much to copy %2; the limit is %3.")
                .arg(formatBytes(count), formatName(format), formatBytes(maxBytes(format))));
        return;
    }
    if (payload->bytes() && count <= little) {
        emit finished(copyText(ByteView(*payload->bytes()).subspan(first, count), format));
        return;
    }
    running_ = true;
    task_.run([this, box = postboxOf(this), number, payload = std::move(payload), first, count,
               format](const std::stop_token& stop) {
        const auto bytes = PayloadReader(payload).read(first, count, stop);
        if (stop.stop_requested()) {
            return;
        }
        const QString text =
            bytes ? copyText(*bytes, format) : QString::fromStdString(bytes.error().message());
        box->post([this, number, text, good = bytes.has_value()] {
            if (number == newest_) {
                running_ = false;
                good ? emit finished(text) : emit failed(text);
            }
        });
    });
}

} // namespace framescope::present
