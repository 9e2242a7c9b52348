// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/cookie_jar.h"

#include <QWidget>

#include <memory>

class QLabel;
class QPushButton;
class QTableWidget;

namespace framescope::ui {

/// Shows the cookies of a jar without their values, and removes them when that is applied.
class JarTable : public QWidget
{
    Q_OBJECT

public:
    explicit JarTable(QWidget* parent = nullptr);

    /// Null: there is none.
    void setJar(std::shared_ptr<connection::CookieJar> jar);
    /// Says how long the cookies are kept; empty: until they are removed or expire.
    void setNote(const QString& note);
    /// Takes those that were removed here out of the jar.
    void apply();
    QTableWidget& table() { return *table_; }

private:
    void remove();
    void removeAll();
    void refresh();

    std::shared_ptr<connection::CookieJar> jar_;
    QList<QNetworkCookie> shown_;
    QList<QNetworkCookie> removed_;
    QTableWidget* table_;
    QPushButton* remove_;
    QPushButton* removeAll_;
    QLabel* note_;
};

} // namespace framescope::ui
