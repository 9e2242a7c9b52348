// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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

/// Makes a text of a part of a payload, in the background where that may take a while. The
/// newest request wins.
class PayloadCopy : public QObject
{
    Q_OBJECT

public:
    /// A longer text is refused: no other program would take it.
    static constexpr std::uint64_t MaxCharacters = std::uint64_t{128} << 20;
    /// The most bytes that make such a text.
    static std::uint64_t maxBytes(CopyFormat format);

    explicit PayloadCopy(QObject* parent = nullptr);
    ~PayloadCopy() override;

    void start(std::shared_ptr<const Payload> payload, std::uint64_t first, std::uint64_t count,
               CopyFormat format);
    /// `finished` or `failed` is to come.
    bool isRunning() const { return task_.isRunning(); }

signals:
    void finished(const QString& text);
    void failed(const QString& message);

private:
    work::Task task_;
};

} // namespace framescope::present
