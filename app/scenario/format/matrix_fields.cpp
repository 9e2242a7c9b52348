// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/format/matrix_fields.h"

#include "message/repeat/row_source.h"
#include "scenario/format/matrix_rows.h"

#include <algorithm>

namespace framescope::scenario {

using collection::YamlEntry;
using collection::YamlValue;

namespace {

constexpr const char* CsvKey = "csv";

/// The rows of a CSV file, whose first one has the names.
void readCsv(const YamlEntry& entry, Matrix::Column& into, Reading& reading)
{
    into.csv = reading.wholePath(entry.value.text);
    if (!reading.checkFile(entry.value)) {
        return;
    }
    auto source = message::csvRowsOf(into.csv);
    while (source) {
        const auto row = (*source)->next();
        if (!row) {
            reading.report(entry.value.mark, row.error());
            return;
        }
        if (!*row) {
            break;
        }
        if (into.names.empty()) {
            for (const auto& [name, value] : **row) {
                into.names.push_back(reading.variableName(name.toStdString(), entry.value.mark));
            }
        }
        std::vector<std::string> values;
        for (const auto& [name, value] : **row) {
            values.push_back(value.toStdString());
        }
        into.rows.push_back(std::move(values));
        if (into.rows.size() > MostRuns) {
            break; // the sum is checked below
        }
    }
    if (!source) {
        reading.report(entry.value.mark, source.error());
    } else if (into.rows.empty()) {
        reading.report(entry.value.mark, "there are no rows in " + into.csv);
    }
}

} // namespace

Matrix readMatrix(const YamlValue& value, Reading& reading)
{
    Matrix matrix;
    if (value.kind != YamlValue::Kind::Map) {
        reading.report(value.mark, "names of variables and their values are expected here",
                       "write {code: [1000, 1001]} or {csv: FILE}");
        return matrix;
    }
    std::uint64_t runs = 1;
    for (const YamlEntry& entry : value.entries) {
        Matrix::Column column;
        if (entry.key == CsvKey) {
            readCsv(entry, column, reading);
        } else {
            column.names.push_back(reading.variableName(entry.key, entry.mark));
            for (std::string& text : reading.texts(entry.value)) {
                column.rows.push_back({std::move(text)});
            }
            if (column.rows.empty()) {
                reading.report(entry.value.mark, "the variable has no values",
                               "write a list: [1000, 1001]");
            }
        }
        runs *= std::max<std::size_t>(column.rows.size(), 1); // without rows it is a mistake
        if (runs > MostRuns) {
            reading.report(entry.mark, "there are more than " + std::to_string(MostRuns) +
                                           " runs, the product of all lists");
            return matrix;
        }
        matrix.columns.push_back(std::move(column));
    }
    return matrix;
}

YamlValue writeMatrix(const Matrix& matrix)
{
    YamlValue map = YamlValue::map();
    for (const Matrix::Column& column : matrix.columns) {
        if (!column.csv.empty()) {
            map.add(CsvKey, YamlValue::of(column.csv));
            continue;
        }
        YamlValue list = YamlValue::list({}, YamlValue::Style::Line);
        for (const auto& row : column.rows) {
            list.items.push_back(YamlValue::plain(row.front()));
        }
        map.add(column.names.front(), std::move(list));
    }
    return map.entries.empty() ? YamlValue() : map;
}

std::vector<Values> rowsOf(const Matrix& matrix, const std::map<QString, QString>& fixed)
{
    std::vector<Values> runs(1);
    const auto isFixed = [&fixed](const std::string& name) {
        return fixed.contains(QString::fromStdString(name));
    };
    for (const Matrix::Column& column : matrix.columns) {
        if (std::ranges::all_of(column.names, isFixed)) {
            continue;
        }
        std::vector<Values> longer;
        longer.reserve(runs.size() * column.rows.size());
        for (const Values& run : runs) {
            for (const auto& row : column.rows) {
                Values values = run;
                for (std::size_t i = 0; i < column.names.size(); ++i) {
                    if (!isFixed(column.names[i])) {
                        values.emplace_back(column.names[i], row[i]);
                    }
                }
                longer.push_back(std::move(values));
            }
        }
        runs = std::move(longer);
    }
    std::map<Values, std::size_t> times;
    for (Values& run : runs) {
        if (const std::size_t time = ++times[run]; time > 1) {
            run.emplace_back("#", std::to_string(time));
        }
    }
    return runs;
}

} // namespace framescope::scenario
