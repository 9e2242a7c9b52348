// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/payload/payload_copy.h"

#include "base/text/base64.h"
#include "base/text/hex.h"
#include "base/text/qt_string.h"
#include "codec/value_text.h"
#include "present/payload/decoded_text.h"
#include "present/words/format.h"

#include <array>

namespace framescope::present {

namespace {

constexpr std::uint64_t Little = 64 * 1024; // bytes that are copied at once

QString arrayText(ByteView bytes)
{
    constexpr std::size_t aLine = 16;
    std::string text = "{";
    text.reserve(bytes.size() * 6 + 4);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (i > 0) {
            text += i % aLine == 0 ? ",\n " : ", ";
        }
        text += "0x";
        appendHex(text, bytes[i]);
    }
    return latinText(text + '}');
}

/// The name of a format, and how many bytes make how many characters in it.
struct FormatRow
{
    const char* name;
    std::uint64_t bytes;
    std::uint64_t characters;
};

/// Indexed by CopyFormat.
constexpr std::array<FormatRow, 4> Formats{
    {{QT_TRANSLATE_NOOP("framescope::present::PayloadCopy", "as text"), 1, 1},
     {QT_TRANSLATE_NOOP("framescope::present::PayloadCopy", "as hex"), 1, 3},
     {QT_TRANSLATE_NOOP("framescope::present::PayloadCopy", "as a C array"), 1, 6},
     {QT_TRANSLATE_NOOP("framescope::present::PayloadCopy", "as base64"), 3, 4}}};

const FormatRow& rowOf(CopyFormat format)
{
    return Formats[static_cast<std::size_t>(format)];
}

} // namespace

QString copyText(ByteView bytes, CopyFormat format)
{
    switch (format) {
    case CopyFormat::Text:
        return decodedText(bytes, Controls::AsSent);
    case CopyFormat::Hex:
        return latinText(spacedHex(bytes));
    case CopyFormat::CArray:
        return arrayText(bytes);
    case CopyFormat::Base64:
        break;
    }
    return latinText(toBase64(bytes));
}

std::uint64_t PayloadCopy::maxBytes(CopyFormat format)
{
    return MaxCharacters / rowOf(format).characters * rowOf(format).bytes;
}

void PayloadCopy::start(std::shared_ptr<const Payload> payload, std::uint64_t first,
                        std::uint64_t count, CopyFormat format)
{
    task_.cancel();
    if (count > maxBytes(format)) {
        emit failed(
            tr("%1 are too much to copy %2; the limit is %3.")
                .arg(formatBytes(count), tr(rowOf(format).name), formatBytes(maxBytes(format))));
        return;
    }
    if (payload->bytes() && count <= Little) {
        emit finished(copyText(ByteView(*payload->bytes()).subspan(first, count), format));
        return;
    }
    task_.run(
        [payload = std::move(payload), first, count, format](work::Run& run) -> Result<QString> {
            const auto bytes = PayloadReader(payload).read(first, count, run.stop());
            if (!bytes) {
                return tl::unexpected(bytes.error());
            }
            return run.isStopped() ? QString() : copyText(*bytes, format);
        },
        [this](const Result<QString>& text) {
            text ? emit finished(*text)
                 : emit failed(QString::fromStdString(text.error().message()));
        });
}

void PayloadCopy::start(std::shared_ptr<const codec::ValueTree> tree, codec::ValueTree::NodeId node)
{
    task_.cancel();
    if (tree->node(node).value.size() <= Little) {
        emit finished(toQString(diagnosticText(*tree, node, MaxValue)));
        return;
    }
    task_.run([tree = std::move(tree), node](
                  work::Run& /*run*/) { return toQString(diagnosticText(*tree, node, MaxValue)); },
              [this](const QString& text) { emit finished(text); });
}

} // namespace framescope::present
