// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/connection_options.h"

#include <QWidget>

#include <vector>

class QPushButton;
class QTableWidget;

namespace framescope::ui {

/// A table of cookies that are sent. Values are hidden until the eye of the page is pressed.
class CookieTable : public QWidget
{
    Q_OBJECT

public:
    explicit CookieTable(QWidget* parent = nullptr);

    std::vector<connection::Cookie> cookies() const;
    void setCookies(const std::vector<connection::Cookie>& cookies);
    QTableWidget& table() { return *table_; }

signals:
    void edited();

private:
    void append(const connection::Cookie& cookie);
    void add();
    void remove();
    void paste();

    bool filling_ = false;
    QTableWidget* table_;
    QPushButton* remove_;
};

} // namespace framescope::ui
