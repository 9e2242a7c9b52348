// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/tools/connection_text.h"

#include <QMenu>

namespace framescope::ui {

/// Offers the tools that a connection can be copied for, and whether its secrets go along.
class CopyConnectionMenu : public QMenu
{
    Q_OBJECT

public:
    explicit CopyConnectionMenu(QWidget* parent = nullptr);

    void setWithSecrets(bool with);

signals:
    void chosen(framescope::connection::Tool tool);
    void withSecretsChosen(bool with);

private:
    QAction* withSecrets_;
};

} // namespace framescope::ui
