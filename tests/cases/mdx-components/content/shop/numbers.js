export const thousands = (n) => n.toLocaleString("en-GB");
