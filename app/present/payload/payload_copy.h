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

/// How bytes are written for the clipboard.
enum class CopyFormat {
    Text,   ///< as UTF-8; a byte that is none as \xNN
    Hex,    ///< "ca fe"
    CArray, ///< "{0xca, 0xfe}", sixteen a line
    Base64,
};

QString copyText(ByteView bytes, CopyFormat format);

/// Makes a text of a part of a payload, or of a decoded value, in the background where that may
/// take a while. The newest request wins.
class PayloadCopy : public QObject
{
    Q_OBJECT

public:
    /// A longer text is refused: no other program would take it.
    static constexpr std::uint64_t MaxCharacters = std::uint64_t{128} << 20;
    /// The most bytes that make such a text.
    static std::uint64_t maxBytes(CopyFormat format);
    /// Of a decoded value's text; what is longer ends with "…".
    static constexpr std::size_t MaxValue = std::size_t{64} << 20;

    using QObject::QObject;

    void start(std::shared_ptr<const Payload> payload, std::uint64_t first, std::uint64_t count,
               CopyFormat format);
    /// A value in diagnostic notation. Precondition: the tree has the node.
    void start(std::shared_ptr<const codec::ValueTree> tree, codec::ValueTree::NodeId node);
    /// `finished` or `failed` is to come.
    bool isRunning() const { return task_.isRunning(); }

signals:
    void finished(const QString& text);
    void failed(const QString& message);

private:
    work::Task task_;
};

} // namespace framescope::present
