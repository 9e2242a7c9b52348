// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/secret_field.h"

#include "ui/style/icons.h"

#include <QAction>

namespace framescope::ui {

SecretField::SecretField(QWidget* parent)
    : QLineEdit(parent),
      eye_(addAction(style::icon(QStringLiteral("eye"), style::Ink::Muted), TrailingPosition))
{
    eye_->setObjectName(QStringLiteral("eye"));
    eye_->setShortcut(Qt::CTRL | Qt::ALT | Qt::Key_S);
    eye_->setShortcutContext(Qt::WidgetShortcut);
    connect(eye_, &QAction::triggered, this, [this] { setShown(!isShown()); });
    setShown(false);
}

void SecretField::setShown(bool shown)
{
    setEchoMode(shown ? Normal : Password);
    eye_->setIcon(
        style::icon(shown ? QStringLiteral("eye-off") : QStringLiteral("eye"), style::Ink::Muted));
    eye_->setToolTip(shown ? tr("Hide (Ctrl+Alt+S)") : tr("Show (Ctrl+Alt+S)"));
}

} // namespace framescope::ui
