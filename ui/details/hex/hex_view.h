// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "present/payload/byte_pattern.h"
#include "present/payload/payload_copy.h"
#include "present/payload/payload_pages.h"
#include "ui/details/hex/hex_layout.h"

#include <QAbstractScrollArea>

#include <cstdint>
#include <memory>
#include <optional>
#include <utility>

class QPainter;

namespace framescope::ui {

/// Bytes in hex and as text, of any size: only the visible part is read. The selection is shown in
/// both parts; it is made by mouse, or by keys as in an editor. Ctrl+C copies it as hex,
/// Ctrl+Shift+C as text. The widget's actions are in its menu.
class HexView : public QAbstractScrollArea
{
    Q_OBJECT

public:
    explicit HexView(QWidget* parent = nullptr);

    /// Shows a payload, null for no bytes, and selects its first byte.
    void setPayload(std::shared_ptr<const present::Payload> payload);
    void setBytes(std::shared_ptr<const Bytes> bytes);
    const std::shared_ptr<const present::Payload>& payload() const { return pages_.payload(); }
    std::uint64_t size() const { return pages_.size(); }
    /// All bytes if they are in memory, else none.
    ByteView bytes() const;
    /// Returns up to `count` bytes from `offset`; nullopt while they are being loaded.
    std::optional<Bytes> read(std::uint64_t offset, std::uint64_t count);

    /// The first selected byte and the number of bytes; {0, 0} if nothing is selected.
    std::pair<std::uint64_t, std::uint64_t> selection() const;
    /// Selects bytes, as many as there are, and shows the first one.
    void select(std::uint64_t first, std::uint64_t count);
    void clearSelection();
    std::uint64_t cursor() const { return cursor_; }
    /// Sets the pattern whose matches are marked.
    void setPattern(present::BytePattern pattern);

    QSize sizeHint() const override;
    int heightOfLines(int lines) const;
    /// The rectangle of a byte in the viewport, in the hex part or in the text part.
    QRect hexRect(std::uint64_t at) const;
    QRect textRect(std::uint64_t at) const;

public slots:
    void copy(framescope::present::CopyFormat format);

signals:
    void selectionChanged();
    /// Emitted when more bytes can be read.
    void loaded();
    void failed(const QString& message);
    /// Emitted when copying of many bytes begins and ends.
    void copying(bool underWay);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void updateLayout();
    void paintOffset(QPainter& painter, std::uint64_t line) const;
    void paintGround(QPainter& painter, std::uint64_t at, bool isMatch) const;
    void paintByte(QPainter& painter, std::uint64_t at, std::uint8_t byte) const;
    QRect cell(std::uint64_t at, int x, int characters) const;
    /// Returns the offset to which a key moves the cursor; nullopt for other keys.
    std::optional<std::int64_t> target(const QKeyEvent& event) const;
    void moveCursor(std::uint64_t to, bool extend);
    void showCursor();
    std::uint64_t byteAt(const QPoint& position) const;
    std::uint64_t perLine() const { return static_cast<std::uint64_t>(layout_.bytesPerLine); }
    bool isSelected(std::uint64_t at) const;

    present::PayloadPages pages_;
    present::PayloadCopy copy_;
    present::BytePattern pattern_;
    HexLayout layout_;
    std::uint64_t anchor_ = 0;
    std::uint64_t cursor_ = 0;
    bool hasSelection_ = false;
};

} // namespace framescope::ui
