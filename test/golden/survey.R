# Golden numbers for test/satisfaction/r-survey.test.ts, made with R's `survey` package (Debian r-cran-survey).
#   Rscript survey.R        run in this folder; writes answers.csv and survey.json
# answers.csv: 420 simulated respondents, six items a1 a2 b1 b2 b3 c1 on 1…5 (NA: blank), three strata, a design weight,
# age and sex. Replicate group of a row: (row number) mod 32, rows numbered from 1.
suppressMessages(library(survey))
options(survey.replicates.mse = TRUE, digits = 15)
set.seed(20261124)
n <- 420
person <- rnorm(n)
level <- function(shift) {
  x <- as.integer(cut(person * 0.6 + rnorm(n) + shift, c(-Inf, -2, -1.2, -0.4, 0.8, Inf)))
  x[runif(n) < 0.06] <- NA
  x
}
answers <- data.frame(
  a1 = level(0.6), a2 = level(0.2), b1 = level(0.0), b2 = level(0.9), b3 = level(-0.3), c1 = level(0.4),
  stratum = sample(c("north", "south", "west"), n, TRUE, c(0.5, 0.3, 0.2)),
  age = sample(c("18-34", "35-59", "60+"), n, TRUE, c(0.5, 0.38, 0.12)),
  sex = sample(c("f", "m"), n, TRUE, c(0.6, 0.4))
)
frame <- c(north = 5200, south = 9100, west = 1300)
answers$weight <- as.numeric(frame[answers$stratum] / table(answers$stratum)[answers$stratum])
write.csv(answers, "answers.csv", row.names = FALSE, na = "", quote = FALSE)

items <- c("a1", "a2", "b1", "b2", "b3", "c1")
elements <- list(a = c("a1", "a2"), b = c("b1", "b2", "b3"), c = "c1")
group <- seq_len(n) %% 32
score <- list(
  top2 = function(x) 100 * (x >= 4),
  mean4 = function(x) 25 * (x - 1),
  mean5 = function(x) 20 * x
)
criterion <- function(x, w, f) sum(w * f(x), na.rm = TRUE) / sum(w[!is.na(x)])
criteria <- function(w, data, f, which = items) sapply(which, function(i) criterion(data[[i]], w, f))
statistics <- list(
  mean_of_criteria = function(w, data, f) mean(criteria(w, data, f)),
  mean_of_elements = function(w, data, f) mean(sapply(elements, function(e) mean(criteria(w, data, f, e)))),
  pooled = function(w, data, f) {
    values <- sapply(items, function(i) sum(w * f(data[[i]]), na.rm = TRUE))
    sum(values) / sum(sapply(items, function(i) sum(w[!is.na(data[[i]])])))
  },
  element_b = function(w, data, f) mean(criteria(w, data, f, elements$b)),
  criterion_b1 = function(w, data, f) criterion(data$b1, w, f),
  # A person counts with the mean over the items answered, if at least half of them are.
  person = function(w, data, f) {
    scores <- sapply(items, function(i) f(data[[i]]))
    enough <- rowSums(!is.na(scores)) >= length(items) / 2
    sum((w * rowMeans(scores, na.rm = TRUE))[enough]) / sum(w[enough])
  }
)
result <- function(design, statistic, f) {
  r <- withReplicates(design, function(w, data) statistic(w, data, f))
  half <- qt(0.975, degf(design)) * SE(r)
  list(value = unname(coef(r)), variance = as.numeric(SE(r)^2), df = degf(design),
       low = as.numeric(coef(r) - half), high = as.numeric(coef(r) + half))
}
jk1 <- function(data, w, group) {
  groups <- sort(unique(group))
  g <- length(groups)
  rep <- sapply(groups, function(k) w * (group != k) * g / (g - 1))
  svrepdesign(data = data, weights = w, repweights = rep, type = "JK1", scale = (g - 1) / g,
              rscales = rep(1, g), combined.weights = TRUE, mse = TRUE)
}
all_of <- function(design, rules = names(score)) {
  out <- list()
  for (rule in rules) for (s in names(statistics)) out[[rule]][[s]] <- result(design, statistics[[s]], score[[rule]])
  out
}
golden <- list()
golden$unweighted <- all_of(jk1(answers, rep(1, n), group))
golden$weighted <- all_of(jk1(answers, answers$weight, group))
golden$weighted_design_effect <- n * sum(answers$weight^2) / sum(answers$weight)^2

# Strata: the groups are those of the row number inside each stratum (JKn).
answers$group <- group
stratified <- as.svrepdesign(
  svydesign(ids = ~group, strata = ~stratum, weights = ~weight, data = answers, nest = TRUE),
  type = "JKn", mse = TRUE)
golden$stratified <- all_of(stratified, c("top2", "mean4"))

# Post-stratification and raking; every replicate is raked again.
ages <- data.frame(age = c("18-34", "35-59", "60+"), Freq = c(6100, 7300, 2200))
sexes <- data.frame(sex = c("f", "m"), Freq = c(7900, 7700))
one <- jk1(answers, answers$weight, group)
golden$post_stratified <- all_of(postStratify(one, ~age, ages), "top2")
raked <- rake(one, list(~age, ~sex), list(ages, sexes), control = list(maxit = 500, epsilon = 1e-9))
golden$raked <- all_of(raked, c("top2", "mean4"))
golden$raked_weights <- as.numeric(weights(raked, "sampling"))[1:20]

# Two independent periods: rows 1–200 and 201–420, each with its own groups.
first <- answers[1:200, ]; second <- answers[201:420, ]
a <- result(jk1(first, rep(1, 200), seq_len(200) %% 32), statistics$mean_of_criteria, score$top2)
b <- result(jk1(second, rep(1, 220), (200 + seq_len(220)) %% 32), statistics$mean_of_criteria, score$top2)
half <- qt(0.975, 31) * sqrt(a$variance + b$variance)
golden$difference <- list(value = b$value - a$value, low = b$value - a$value - half, high = b$value - a$value + half)

wilson <- function(x, n) { i <- prop.test(x, n, correct = FALSE)$conf.int; list(x = x, n = n, low = i[1], high = i[2]) }
golden$wilson <- mapply(wilson, c(80, 29, 947, 0, 1, 12, 5, 499), c(100, 30, 1169, 15, 1, 12, 9, 500), SIMPLIFY = FALSE)
golden$qt <- lapply(c(1, 2, 5, 9, 10, 31, 62, 95, 1000), function(df) list(df = df, q975 = qt(0.975, df), q995 = qt(0.995, df)))
golden$qnorm <- lapply(c(1e-10, 0.001, 0.02, 0.3, 0.5, 0.9, 0.975, 0.999), function(p) list(p = p, z = qnorm(p)))
golden$pt <- mapply(function(t, df) list(t = t, df = df, p = 2 * pt(-abs(t), df)),
                    c(0.1, 1, 2.04, -3, 6, 12), c(31, 9, 31, 62, 31, 10), SIMPLIFY = FALSE)
# Holm over all pairs of eight units.
units <- data.frame(value = c(91.2, 88.7, 88.1, 84.4, 83.9, 80.0, 79.8, 70.5), variance = c(1.1, 0.9, 2.2, 1.4, 0.6, 1.9, 3.1, 1.2))
pairs <- t(combn(8, 2))
t_value <- abs(units$value[pairs[, 1]] - units$value[pairs[, 2]]) / sqrt(units$variance[pairs[, 1]] + units$variance[pairs[, 2]])
adjusted <- p.adjust(2 * pt(-t_value, 31), "holm") <= 0.05
golden$ranks <- lapply(1:8, function(i) {
  mine <- adjusted & (pairs[, 1] == i | pairs[, 2] == i)
  other <- ifelse(pairs[mine, 1] == i, pairs[mine, 2], pairs[mine, 1])
  list(value = units$value[i], variance = units$variance[i],
       from = 1 + sum(units$value[other] > units$value[i]), to = 8 - sum(units$value[other] < units$value[i]))
})
mean_interval <- function(counts, f) {
  x <- f(rep(1:5, counts)); half <- qnorm(0.975) * sd(x) / sqrt(length(x))
  list(counts = counts, value = mean(x), low = mean(x) - half, high = mean(x) + half)
}
golden$counts_mean4 <- lapply(list(c(23, 46, 153, 419, 528), c(1, 0, 3, 5, 2)), mean_interval, f = score$mean4)

golden$made_with <- paste(R.version.string, "survey", packageVersion("survey"))
number <- function(x) if (is.character(x)) paste0('"', x, '"') else paste(format(x, digits = 15, trim = TRUE), collapse = ", ")
json <- function(x, indent = "") {
  if (is.list(x)) {
    inner <- paste0(indent, "  ")
    parts <- sapply(seq_along(x), function(i) paste0(inner, if (!is.null(names(x))) paste0('"', names(x)[i], '": '), json(x[[i]], inner)))
    brackets <- if (is.null(names(x))) c("[", "]") else c("{", "}")
    paste0(brackets[1], "\n", paste(parts, collapse = ",\n"), "\n", indent, brackets[2])
  } else if (length(x) > 1) paste0("[", number(x), "]") else number(x)
}
writeLines(json(golden), "survey.json")
