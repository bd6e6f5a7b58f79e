namespace AuthMethods.Tests.Features;

/// <summary>The ids that are the same for every user.</summary>
internal static class MethodIds
{
    public const string Mobile = "3179e48a-750b-4051-897c-87b9720928f7";
    public const string AlternateMobile = "b6332ec1-7057-4abe-9331-3d72feddfe41";
    public const string Office = "e37fc753-ff3b-4958-9484-eaa9425c82bc";
    public const string Email = "3ddfcfc8-9383-446f-83cc-3ab9be4be18f";
    public const string Password = "28c10230-6103-485e-b985-444c60001490";
}
