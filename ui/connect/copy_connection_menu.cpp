// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connect/copy_connection_menu.h"

#include "ui/style/icons.h"

namespace framescope::ui {

CopyConnectionMenu::CopyConnectionMenu(QWidget* parent) : QMenu(tr("Copy connection as"), parent)
{
    setObjectName(QStringLiteral("copyConnection"));
    setIcon(style::icon(QStringLiteral("copy")));
    for (const connection::Tool tool : connection::AllTools) {
        addAction(QString::fromUtf8(connection::nameOf(tool)), this,
                  [this, tool] { emit chosen(tool); });
    }
    addSeparator();
    withSecrets_ = addAction(tr("With secrets"));
    withSecrets_->setCheckable(true);
    connect(withSecrets_, &QAction::triggered, this, &CopyConnectionMenu::withSecretsChosen);
}

void CopyConnectionMenu::setWithSecrets(bool with)
{
    withSecrets_->setChecked(with);
}

} // namespace framescope::ui
