/** English, tables and series: keys, what is wrong in a data file, and what was taken for granted. */
export const tables = {
  "time-format": "{format} is no time format: it has strptime's letters, such as %d/%m/%Y %H:%M:%S.",
  "time-ambiguous":
    '{file}, line {line}, column {column}: in {text} the day and the month could be either, and no other line tells. Write `time_format: "{day}"` or `time_format: "{month}"`.',
  "time-order":
    "{file}, column {column}: line {first} has the day first, line {second} the month. Times of one column must be written alike.",
  "table-no-time":
    "{file}, line {line}, column {column}: the time is missing ({text}). Leave the line out of the file, or name another column as `time`.",
  "table-not-time":
    '{file}, line {line}, column {column}: {text} is no time that can be read. Say how times are written with `time_format`, in strptime\'s letters, such as "%d/%m/%Y %H:%M".',
  "table-not-number":
    "{file}, line {line}, column {column}: {text} is not a number. If it stands for a missing value, write `missing_values: [{text}]` and what `missing` ones become.",
  "table-missing":
    "{file}, line {line}, column {column}: the value is missing ({text}), and {count} {count|value|values} of the column in all. Say what becomes of it: `missing: drop` leaves the row out, `missing: linear` takes the line between its neighbours, `missing: previous` the value before it, `missing: 0` a number.",
  "table-missing.edge":
    "{file}, line {line}, column {column}: the value is missing ({text}), and on one side of it there is no other that `missing: {rule}` could take. `missing: drop` leaves the row out.",
  "table-ragged":
    "{file}, line {line}: {found} {found|cell|cells}, where the header has {expected}. If the line is no row of the table, leave it out: `skip_after_header` below the header, `skip_footer` at the end, `comment` for lines with a sign in front.",
  "table-ragged.plain": "{file}, line {line}: {found} {found|cell|cells}, where the first row has {expected}.",
  "table-quote":
    "{file}, line {line}: behind a closing quote the next cell or the end of the line must follow. Quotes inside of a quoted cell are doubled.",
  "table-quote-open": "{file}, line {line}: a cell begins with a quote and no closing one follows.",
  "table-nul":
    "{file}, line {line}: a NUL byte, which no text has. The file is damaged, no table, or in another encoding (`encoding`).",
  "table-long-line":
    "{file}, line {line}: longer than 16 million characters. A closing quote or the line ends are missing.",
  "table-no-rows": "{file} has no rows.",
  "table-too-large":
    "{file}, line {line}: more than {most,number} numbers would have to be kept. Name fewer columns, or cut the file.",
  "table-comma":
    '{file}: the comma in {text} could be the decimal sign or between thousands. Write `decimal: ","` or `thousands: ","`.',
  "table-encoding": "{file} is not written in {encoding}, which `encoding` says.",
  "table-json": "{file}, line {line}: each line must be a JSON object, such as {example}.",
  "table-json.key": "{file}, line {line}: the key {column} is not among those of the first line.",
  "table-sign": "{key} must be one sign, not {found}.",
  "table-decimal": 'decimal must be "." or ",", not {found}.',
  "table-unreadable": "{file} cannot be read: {problem}",
  "table-outside": "{file} leads out of the folder that this model file may read in.",
  "table-guessed": "{file} is read by its look, with {guesses}. Written beside `file` it is no guess.",
  "table-changed": "{file} was changed while it was read: what was read is the part that it had at the beginning.",
  "series-sorted": "The rows of {file} are not in time order; they are put in it.",
  "series-doubled":
    "{file} has {count} {count|row|rows} at a time that another row has as well, first {time}. Where the file holds several series, they are mixed here: `group` tells them apart by a column.",
  "series-gaps":
    "The times of {file} are mostly {step} apart; {count} {count|step is|steps are} longer, the first after {time}. Windows run across them.",
  "source-array": "A .npy file says itself how its numbers are written, and all of them are read: leave {key} out.",
  "npy-magic": "{file} is no .npy file of NumPy: it begins with something else.",
  "npy-header": "{file} is damaged: the header of a .npy file cannot be read.",
  "npy-type":
    "{file} holds {type}, and only plain numbers are read: float, int, uint or bool. Convert them in Python: `np.save(file, array.astype('float32'))`.",
  "npy-size":
    "{file} has {found,number} bytes of numbers, where its header asks for {expected,number}. It was cut off, or is damaged.",
  "npy-empty": "{file} holds no samples: the first dimension of its array is that of the samples, and none may be 0.",
  "npy-too-large": "{file} holds more than {most,number} numbers. Save a part of the array.",
  "npy-number":
    "{file}, element {place}: {text} cannot be learnt from. The data must be finite numbers within ±3.4e38.",
  "npy-changed": "{file} became shorter while it was read.",
  "source-padding": "The rows of a table are all of one length: leave padding out.",
  "source-drop":
    "`missing: drop` would leave x and y with different rows. Give a value in its place, or take the rows out of the file.",
  "series-logarithm":
    "{file}: the column {column} has {found}, and only numbers above 0 have a logarithm. Leave `logarithm` out, or these rows.",
  "series-calendar": "The calendar needs times: name their column with `time`.",
  "series-calendar.numbers":
    "The calendar needs dates, and the times here are plain numbers. Write `time_format` where they are dates all the same, or leave `calendar` out.",
  "series-every": "every must be a number of rows such as 24, or a time such as 15min, 1h, 1d or 1w, not {found}.",
  "series-every.time":
    "`every: {every}` takes the mean over a time: name the column that tells it as `time`. A number alone takes each n-th row.",
  "series-every.numbers":
    "`every: {every}` is a time, and the column of `time` has plain numbers. Write how many rows, such as `every: 24`.",
  "series-groups": "{file} has {count} {count|series|series}, told apart by {column}.",
  "table-no-group":
    "{file}, line {line}, column {column}: which series the row is of is missing ({text}). Complete the file, or take the line out.",
  "series-other-changes": "The run was trained with {known}, and the file says {found}: that needs a run of its own.",
  "series-short": "{file} has {rows} {rows|row|rows}; a window of {window} and a horizon of {horizon} need {needed}.",
  "series-no-training":
    "Of the {rows} rows of {file} the training part has {training}: too few for a window of {window} and a horizon of {horizon}, {needed} rows. Give `split` a larger `train`, or the series more rows.",
  "series-no-validation":
    "Of the {rows} rows of {file} the validation part has {found}: too few for a horizon of {horizon}. Give `split` a larger `validation`, or none.",
  "series-two-splits": "Data from a file is divided by its own `split`; leave `validation_split` out.",
  "series-ends": "A series feeds one Input and one output; the network has several: {names}.",
  "series-other-columns":
    "The run was trained on the columns {known}, and the file names {found}: other columns need a run of their own.",
  "data-other-file": "Only data that is a form with a `file` can be read from another file.",
} as const;
