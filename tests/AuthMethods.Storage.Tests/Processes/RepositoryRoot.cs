namespace AuthMethods.Storage.Tests.Processes;

/// <summary>The folder with the solution, above the one that the tests run from.</summary>
internal static class RepositoryRoot
{
    public static string Path { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    private static string Find(DirectoryInfo directory) =>
        File.Exists(System.IO.Path.Combine(directory.FullName, "AuthMethods.sln")) ? directory.FullName : Find(directory.Parent!);
}
