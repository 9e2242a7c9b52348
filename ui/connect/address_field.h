// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QClipboard>
#include <QLineEdit>

#include <functional>

namespace framescope::ui {

/// The field of the address. Text that is pasted or dropped is offered as it is, with its lines,
/// before the field would make one line of it.
class AddressField : public QLineEdit
{
    Q_OBJECT

public:
    using QLineEdit::QLineEdit;

    /// `take` returns whether it took the text, which is then not inserted.
    void setTaker(std::function<bool(const QString& text)> take) { take_ = std::move(take); }

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    bool isTaken(const QString& text) const;
    bool takeFrom(QClipboard::Mode mode) const;

    std::function<bool(const QString& text)> take_;
};

} // namespace framescope::ui
