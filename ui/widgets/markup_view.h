// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTextBrowser>

namespace framescope::ui::style {

/// Shows HTML that the program makes. It loads nothing from files or the network, whatever the HTML
/// contains, and follows no link by itself.
class MarkupView : public QTextBrowser
{
    Q_OBJECT

public:
    explicit MarkupView(QWidget* parent = nullptr);

    QVariant loadResource(int type, const QUrl& name) override;
};

} // namespace framescope::ui::style
