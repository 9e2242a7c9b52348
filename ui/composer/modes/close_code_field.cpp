// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/modes/close_code_field.h"

#include "base/text/qt_string.h"
#include "message/outgoing.h"
#include "ui/widgets/error_text.h"
#include "wire/frames/close_codes.h"

#include <QFocusEvent>
#include <QLineEdit>
#include <QTimer>

namespace framescope::ui {

namespace {

constexpr int NoCode = -1; ///< data of the entry "no code"
constexpr uint PrivateUse = 4000;

} // namespace

CloseCodeField::CloseCodeField(QWidget* parent) : QComboBox(parent)
{
    setAccessibleName(tr("Close code"));
    setEditable(true);
    setInsertPolicy(NoInsert);
    setCompleter(nullptr); // "100" must not become 1000
    const auto add = [this](uint code, const QString& name) {
        addItem(QStringLiteral("%1  %2").arg(code).arg(name), code);
    };
    for (const wire::CloseCode& row : wire::closeCodes()) {
        if (row.first == row.last && row.validOnWire) {
            add(row.first, latinText(row.name));
        }
    }
    add(PrivateUse, tr("private use"));
    addItem(tr("no code"), NoCode);
    setCurrentIndex(0);
    lineEdit()->selectAll();
}

std::optional<std::uint16_t> CloseCodeField::code() const
{
    const QString text = currentText().trimmed();
    if (const int entry = findText(text); entry >= 0) {
        const int code = itemData(entry).toInt();
        return code == NoCode ? std::nullopt : std::optional(static_cast<std::uint16_t>(code));
    }
    bool isNumber = false;
    const ushort number = text.toUShort(&isNumber);
    return isNumber ? std::optional<std::uint16_t>(number) : std::nullopt;
}

void CloseCodeField::setCode(std::optional<std::uint16_t> code)
{
    const int entry = findData(code ? int{*code} : NoCode);
    if (entry >= 0) {
        setCurrentIndex(entry);
    } else {
        setEditText(QString::number(*code));
    }
}

bool CloseCodeField::isInvalid() const
{
    const QString text = currentText().trimmed();
    return !code() && !text.isEmpty() && findText(text) < 0;
}

QString CloseCodeField::mistake() const
{
    const auto chosen = code();
    if (isInvalid()) {
        return tr("A code is a number from 1000 to 4999, or one of the list.");
    }
    const auto checked = message::check(message::Close{chosen, {}});
    return checked ? QString() : errorText(checked.error());
}

void CloseCodeField::focusInEvent(QFocusEvent* event)
{
    QComboBox::focusInEvent(event);
    if (event->reason() != Qt::PopupFocusReason && event->reason() != Qt::ActiveWindowFocusReason) {
        QTimer::singleShot(0, lineEdit(), &QLineEdit::selectAll); // after the mouse press
    }
}

} // namespace framescope::ui
