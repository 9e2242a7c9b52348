// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <QByteArray>
#include <QCoreApplication>
#include <QString>
#include <QStringDecoder>

#include <string_view>

// For the parts of the program that link Qt; app/base itself does not.
namespace framescope {

/// Converts UTF-8 without loss: QString::fromUtf8 and fromStdString drop a byte order mark at the
/// start. Invalid bytes become U+FFFD.
inline QString toQString(std::string_view utf8)
{
    QStringDecoder decode(QStringDecoder::Utf8, QStringDecoder::Flag::ConvertInitialBom |
                                                    QStringDecoder::Flag::Stateless);
    return decode(QByteArrayView(utf8.data(), static_cast<qsizetype>(utf8.size())));
}

/// Converts Latin-1 text, such as names and numbers.
inline QString latinText(std::string_view text)
{
    return QString::fromLatin1(text.data(), static_cast<qsizetype>(text.size()));
}

inline QByteArray toByteArray(ByteView bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size())};
}

/// The bytes of a QByteArray, without a copy.
inline ByteView viewOf(const QByteArray& bytes)
{
    return {reinterpret_cast<const std::uint8_t*>(bytes.data()),
            static_cast<std::size_t>(bytes.size())};
}

/// Translates a text of the program into the user's language, outside of any QObject.
inline QString translated(const char* text)
{
    return QCoreApplication::translate("framescope", text);
}

} // namespace framescope
