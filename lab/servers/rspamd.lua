-- What a mail is worth, by its subject.
for subject, score in pairs({ likely = 7.0, grey = 5.0 }) do
  local name = 'SUBJECT_' .. subject:upper()
  rspamd_config:register_symbol({
    name = name,
    score = score,
    callback = function(task)
      return task:get_subject() == subject
    end,
  })
end
