// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "codec/value_tree.h"
#include "present/payload/payload.h"
#include "work/task.h"

#include <QObject>
#include <QString>

#include <cstdint>
#include <memory>

namespace framescope::present {

/// The format of bytes that are copied to the clipboard.
enum class CopyFormat {
    Text,   ///< as UTF-8; invalid bytes as \xNN
    Hex,    ///< "ca fe"
    CArray, ///< "{0xca, 0xfe}", sixteen per line
    Base64,
};

QString copyText(ByteView bytes, CopyFormat format);

/// Turns a part of a payload, or a decoded value, into text; in the background if that may take a
/// while. The newest request wins.
class PayloadCopy : public QObject
{
    Q_OBJECT

public:
    /// The most characters of a text. More is refused: no other program would take it.
    static constexpr std::uint64_t MaxCharacters = std::uint64_t{128} << 20;
    /// Returns the most bytes whose text has at most MaxCharacters.
    static std::uint64_t maxBytes(CopyFormat format);
    /// The most bytes of a decoded value's text; a longer text is cut and ends with "…".
    static constexpr std::size_t MaxValue = std::size_t{64} << 20;

    using QObject::QObject;

    void start(std::shared_ptr<const Payload> payload, std::uint64_t first, std::uint64_t count,
               CopyFormat format);
    /// Copies a value in diagnostic notation. Precondition: the tree has the node.
    void start(std::shared_ptr<const codec::ValueTree> tree, codec::ValueTree::NodeId node);
    /// Whether `finished` or `failed` is still to be emitted.
    bool isRunning() const { return task_.isRunning(); }

signals:
    void finished(const QString& text);
    void failed(const QString& message);

private:
    work::Task task_;
};

} // namespace framescope::present
