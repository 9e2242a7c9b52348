// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "connection/connection_options.h"

#include <QAbstractTableModel>

#include <optional>
#include <string>
#include <vector>

namespace framescope::ui {

/// The header lines of a request in the order in which they go out: those that the client sends by
/// itself, which can be replaced, repeated and left out, and then the user's other lines.
class HeaderLines : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Name, Value, Kind, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setLines(const wire::HeaderFields& headers, const std::vector<std::string>& leftOut);
    /// The lines that the client sends by itself, as they are now.
    void setOwn(const wire::HeaderFields& own);
    wire::HeaderFields headers() const;
    std::vector<std::string> leftOut() const;

    /// Whether the values of Authorization, Cookie and the like are shown.
    void setSecretsShown(bool shown);
    /// Marks a line with a mistake: its number in `headers()`, from 0, or its name.
    void setMistake(std::optional<std::size_t> header, const std::string& name);
    std::optional<int> mistakenRow() const;

    /// Whether the line is one of the user.
    bool isUsers(int row) const { return rows_.at(static_cast<std::size_t>(row)).user.has_value(); }
    bool canMove(int row, int by) const;
    /// These return the row of the line.
    int add();
    int repeat(int row);
    int move(int row, int by);
    /// Removes a line of the user; where it replaced one of ours, that one is sent again.
    void remove(int row);
    /// Adds lines of text: "Name: value", as in curl. Lines that can't be read are not taken; an
    /// error names the first of them.
    Result<int> addText(const QString& text);
    /// A random value for Sec-WebSocket-Key (RFC 6455 4.1).
    static std::string newKey();
    /// The lines as text.
    QString textOf(const std::vector<int>& rows) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;

signals:
    /// Emitted when the user changed a line.
    void edited();

private:
    struct Row
    {
        std::optional<std::size_t> own;  ///< in `own_`: the line itself, or the one replaced
        std::optional<std::size_t> user; ///< in `users_`
    };

    const wire::HeaderField& fieldOf(const Row& row) const;
    bool isLeftOut(const std::string& name) const;
    void setLeftOut(const std::string& name, bool leftOut);
    bool isHidden(const Row& row) const;
    bool isMistaken(int row) const;
    QString kindOf(const Row& row) const;
    std::optional<std::size_t> sentIndex(const Row& row) const;
    int rowOf(std::size_t user) const;
    void rebuild();
    void replace(const Row& row, const std::string& value);

    wire::HeaderFields own_;
    wire::HeaderFields users_;
    std::vector<std::string> leftOut_;
    std::vector<Row> rows_;
    bool secretsShown_ = false;
    std::optional<std::size_t> mistakenHeader_;
    std::string mistakenName_;
};

} // namespace framescope::ui
