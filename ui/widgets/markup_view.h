// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTextBrowser>

namespace framescope::ui::style {

/// A document that the program makes. It loads nothing from files or the network, whatever
/// got into it, and follows no link by itself.
class MarkupView : public QTextBrowser
{
    Q_OBJECT

public:
    explicit MarkupView(QWidget* parent = nullptr);

    QVariant loadResource(int type, const QUrl& name) override;
};

} // namespace framescope::ui::style
