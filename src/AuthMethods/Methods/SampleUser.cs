namespace AuthMethods.Methods;

/// <summary>A user of the sample tenant who is about to be given methods, and the ways to keep the secrets these have.</summary>
public sealed record SampleUser(
    string Alias, string Password, DateTimeOffset Now, Func<string, string> Hash, Func<string, string> Encrypt, Guid Id);
