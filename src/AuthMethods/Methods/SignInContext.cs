namespace AuthMethods.Methods;

/// <summary>What a user signs in to and under which name: a feature of the request while a page asks for a factor.</summary>
/// <param name="Application">The name of the application; null if it isn't known.</param>
/// <param name="UserName">The name as it was typed, whether a user has it or not.</param>
internal sealed record SignInContext(string? Application, string UserName);
