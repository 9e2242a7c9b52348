// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/connection_options.h"

#include <QWidget>

#include <initializer_list>
#include <string_view>
#include <vector>

class QFormLayout;
class QLabel;

namespace framescope::ui {

/// A page of connection options. It holds what was typed, also where that can't be used.
class OptionsPage : public QWidget
{
    Q_OBJECT

public:
    OptionsPage(const char* objectName, const QString& title, const char* icon);

    const QString& title() const { return title_; }
    const QString& iconName() const { return icon_; }

    /// Fills the fields.
    virtual void load(const connection::ConnectionOptions& options) = 0;
    /// Sets the members of which this page has fields.
    virtual void store(connection::ConnectionOptions& options) const = 0;
    /// Shows what follows from the options of all pages.
    virtual void showAll(const connection::ConnectionOptions& /*options*/) {}
    /// Fails if something was typed that the options can't hold.
    virtual Result<void> check() const { return {}; }

    /// Shows an error at the field that its `where` names; false if this page has no such field.
    virtual bool showMistake(const Error& error);
    virtual void clearMistake();
    /// Moves the focus to the field with the mistake.
    virtual void focusMistake();

signals:
    /// Emitted when the user changed anything.
    void changed();

protected:
    QFormLayout& form() { return *form_; }
    /// A row of the form. `names` are the beginnings of what `where` of an error says about it.
    void addField(const QString& label, QWidget* field,
                  std::initializer_list<const char*> names = {}, QWidget* holder = nullptr);
    void markMistake(QWidget& field, const Error& error);
    /// Shows or hides the row of a field.
    void showRow(QWidget* field, bool shown);
    void addTitle(const QString& text);
    void addExplanation(const QString& text);
    /// Emits `changed` whenever the user changes one of the fields in this page.
    void followFields();

private:
    struct Field
    {
        QWidget* widget;
        QWidget* row;
        QLabel* message; ///< below it
        std::vector<std::string_view> names;
    };

    QString title_;
    QString icon_;
    QFormLayout* form_;
    std::vector<Field> fields_;
    QWidget* mistaken_ = nullptr; ///< the field with the mistake
};

/// Whether `where` of an error is about the field of this name: "header" of "header 3".
bool isAbout(std::string_view where, std::string_view name);

} // namespace framescope::ui
